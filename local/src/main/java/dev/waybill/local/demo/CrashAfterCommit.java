package dev.waybill.local.demo;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.redshiftdata.RedshiftDataClient;

/**
 * The worst moment to crash: the warehouse has committed, and the machine of the job goes down before it hears of it. Until
 * {@link #repair}, every call after that goes down too.
 */
final class CrashAfterCommit implements UnaryOperator<RedshiftDataClient> {
    private enum Health {
        WELL,
        ABOUT_TO_CRASH,
        DOWN
    }

    private volatile Health health = Health.WELL;

    /** The next transaction is the last that the machine hands over. */
    void arm() {
        health = Health.ABOUT_TO_CRASH;
    }

    void repair() {
        health = Health.WELL;
    }

    @Override
    public RedshiftDataClient apply(RedshiftDataClient client) {
        return (RedshiftDataClient) Proxy.newProxyInstance(
                RedshiftDataClient.class.getClassLoader(),
                new Class<?>[] {RedshiftDataClient.class},
                (proxy, method, arguments) -> call(client, method, arguments));
    }

    private Object call(RedshiftDataClient client, Method method, Object[] arguments) throws Throwable {
        if (health == Health.DOWN) {
            throw new InternalError("the machine of the job is down");
        }
        Object answer = invoke(client, method, arguments);
        if (health == Health.ABOUT_TO_CRASH && method.getName().equals("batchExecuteStatement")) {
            health = Health.DOWN;
            throw new InternalError("the machine of the job went down after the commit");
        }
        return answer;
    }

    private static Object invoke(RedshiftDataClient client, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(client, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
