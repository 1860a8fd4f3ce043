package dev.waybill.local.convert;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.services.glue.GlueClient;

/**
 * Writes down what is asked of S3 and Glue: client, operation and, of S3, the bucket and the key or prefix. As an
 * interceptor it sees every HTTP request, each page and each attempt; S3A, which makes clients of its own, takes it by its
 * name, which is why the list is the process's.
 */
public final class CountedRequests implements ExecutionInterceptor {
    private static final List<String> ASKED = new ArrayList<>();
    private final String client;

    /** For S3A. */
    public CountedRequests() {
        this("Spark");
    }

    CountedRequests(String client) {
        this.client = client;
    }

    /** The requests since the last call. */
    static List<String> take() {
        synchronized (ASKED) {
            List<String> asked = List.copyOf(ASKED);
            ASKED.clear();
            return asked;
        }
    }

    private static void add(String request) {
        synchronized (ASKED) {
            ASKED.add(request);
        }
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        SdkHttpRequest request = context.httpRequest();
        String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
        String prefix = request.firstMatchingRawQueryParameter("prefix").orElse("");
        String path = request.encodedPath().replace("%3D", "=");
        add(client + " " + operation + " " + path + (prefix.isEmpty() ? "" : "/" + prefix));
    }

    /** A catalog whose calls are counted, each page of an answer as one. */
    static GlueClient counted(GlueClient glue) {
        return (GlueClient) Proxy.newProxyInstance(
                GlueClient.class.getClassLoader(), new Class<?>[] {GlueClient.class}, (proxy, method, arguments) -> {
                    boolean implemented = Arrays.stream(glue.getClass().getDeclaredMethods())
                            .anyMatch(own -> own.getName().equals(method.getName())
                                    && Arrays.equals(own.getParameterTypes(), method.getParameterTypes()));
                    if (!implemented) {
                        // The interface makes a request of it, and comes back here.
                        return InvocationHandler.invokeDefault(proxy, method, arguments);
                    }
                    add("Glue " + method.getName());
                    try {
                        return method.invoke(glue, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
