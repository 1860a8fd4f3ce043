package dev.waybill.packages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ErrorNamesTest {
    /** Lambda names an error by its class; a nested one would have a dollar sign. */
    @Test
    void everyErrorOfOursThatTheStateMachineExpectsIsAnException() throws Exception {
        assertThat(StateMachine.errorNames()).isNotEmpty();
        for (String name : StateMachine.errorNames()) {
            Class<?> type = Class.forName(name);
            assertThat(type).isAssignableTo(Throwable.class);
            assertThat(type.getEnclosingClass()).isNull();
        }
    }
}
