package dev.waybill.local.states;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionReaderTest {
    private static StateMachine read(String definition) {
        return DefinitionReader.read(
                definition.replace('\'', '"'), Map.of("Job", "a \"job\""), Map.of("do", arguments -> arguments));
    }

    private static String machine(String first) {
        return "{'QueryLanguage': 'JSONata', 'StartAt': 'First', 'States': {'First': " + first
                + ", 'Last': {'Type': 'Succeed'}}}";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {'Type': 'Parallel', 'Branches': []} | state First: the state type 'Parallel' is not implemented by the local runner. Use Task, Choice, Wait, Pass, Succeed or Fail
            {'Next': 'Last'} | state First: 'Type' is missing
            [] | state First: it must be an object, but is []
            {'Type': 'Pass', 'ResultPath': '$.x', 'Next': 'Last'} | state First: the field 'ResultPath' is not implemented by the local runner. Do without it
            {'Type': 'Pass', 'Next': 'Nowhere'} | state First: 'Next' names the state 'Nowhere', which does not exist
            {'Type': 'Pass'} | state First: it needs either 'Next' or "End": true
            {'Type': 'Pass', 'Next': 'Last', 'End': true} | state First: it needs either 'Next' or "End": true
            {'Type': 'Pass', 'Output': '{% 1 + %}', 'Next': 'Last'} | state First: 'Output' holds an invalid JSONata expression: Unexpected end of expression
            {'Type': 'Wait', 'Timestamp': '2026-11-22T10:00:00Z', 'Next': 'Last'} | state First: 'Seconds' is missing\\nstate First: the field 'Timestamp' is not implemented by the local runner. Do without it
            {'Type': 'Task', 'Resource': 'undo', 'Arguments': {}, 'Next': 'Last'} | state First: no handler does the work of the resource 'undo'. There are handlers for [do]
            {'Type': 'Task', 'Resource': 'do', 'Arguments': {}, 'HeartbeatSeconds': 5, 'Next': 'Last'} | state First: the field 'HeartbeatSeconds' is not implemented by the local runner. Do without it
            {'Type': 'Task', 'Resource': 'do', 'Arguments': {}, 'TimeoutSeconds': '5', 'Next': 'Last'} | state First: 'TimeoutSeconds' must be a number of 1.0 or more, but is "5"
            {'Type': 'Task', 'Resource': 'do', 'Arguments': {}, 'Retry': [{'ErrorEquals': ['A'], 'Wait': 1}], 'Next': 'Last'} | state First, Retry 1: the field 'Wait' is not implemented by the local runner. Do without it
            {'Type': 'Task', 'Resource': 'do', 'Arguments': {}, 'Retry': [{'ErrorEquals': []}], 'Next': 'Last'} | state First, Retry 1: 'ErrorEquals' must be an array of strings that is not empty
            {'Type': 'Task', 'Resource': 'do', 'Arguments': {}, 'Retry': [{'ErrorEquals': ['A'], 'JitterStrategy': 'SOME'}], 'Next': 'Last'} | state First, Retry 1: 'JitterStrategy' must be FULL or NONE, but is SOME
            {'Type': 'Task', 'Resource': 'do', 'Arguments': {}, 'Retry': [{'ErrorEquals': ['A'], 'MaxAttempts': -1}], 'Next': 'Last'} | state First, Retry 1: 'MaxAttempts' must be a number of 0.0 or more, but is -1
            {'Type': 'Task', 'Resource': 'do', 'Arguments': {}, 'Retry': [{'ErrorEquals': ['States.ALL', 'A']}], 'Next': 'Last'} | state First: States.ALL must stand alone, in the last entry of 'Retry'
            {'Type': 'Task', 'Resource': 'do', 'Arguments': {}, 'Catch': [{'ErrorEquals': ['States.ALL'], 'Next': 'Last'}, {'ErrorEquals': ['A'], 'Next': 'Last'}], 'Next': 'Last'} | state First: States.ALL must stand alone, in the last entry of 'Catch'
            {'Type': 'Choice', 'Default': 'Last'} | state First: 'Choices' is missing
            {'Type': 'Choice', 'Choices': [], 'Default': 'Last'} | state First: 'Choices' must be an array that is not empty
            {'Type': 'Choice', 'Choices': [{'Variable': '$.x', 'Next': 'Last'}]} | state First, Choices 1: 'Condition' is missing\\nstate First, Choices 1: the field 'Variable' is not implemented by the local runner. Do without it
            {'Type': 'Fail', 'Error': 'E', 'CausePath': '$.x'} | state First: 'Cause' is missing\\nstate First: the field 'CausePath' is not implemented by the local runner. Do without it
            {'Type': 'Pass', 'Assign': 'x', 'Next': 'Last'} | state First: 'Assign' must be an object, but is "x"
            {'Type': 'Pass', 'Output': '${Nope}', 'Next': 'Last'} | ${Nope} has no value. There are substitutions for [Job]
            """)
    void aStateThatCannotBeRunHereIsRefused(String state, String mistakes) {
        assertThatThrownBy(() -> read(machine(state)))
                .isInstanceOf(InvalidDefinitionException.class)
                .hasMessage("Invalid state machine:\n" + mistakes.replace("\\n", "\n"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {'StartAt': 'S', 'States': {'S': {'Type': 'Succeed'}}} | state machine: 'QueryLanguage' is missing\\nstate machine: 'QueryLanguage' must be JSONata, the only one that the local runner implements
            {'QueryLanguage': 'JSONPath', 'StartAt': 'S', 'States': {'S': {'Type': 'Succeed'}}} | state machine: 'QueryLanguage' must be JSONata, the only one that the local runner implements
            {'QueryLanguage': 'JSONata', 'StartAt': 'T', 'States': {'S': {'Type': 'Succeed'}}} | state machine: 'StartAt' names the state 'T', which does not exist
            {'QueryLanguage': 'JSONata', 'StartAt': 'S', 'States': {'S': {'Type': 'Succeed'}}, 'Version': '1.0'} | state machine: the field 'Version' is not implemented by the local runner. Do without it
            {'QueryLanguage': 'JSONata', 'StartAt': | the definition is no JSON: Unexpected end-of-input within/between Object entries in line 1
            """)
    void aMachineThatCannotBeRunHereIsRefused(String definition, String mistakes) {
        assertThatThrownBy(() -> read(definition))
                .isInstanceOf(InvalidDefinitionException.class)
                .hasMessage("Invalid state machine:\n" + mistakes.replace("\\n", "\n"));
    }

    @Test
    void aSubstitutionIsTextInsideTheJson() throws TaskFailedException {
        StateMachine machine = read(machine("{'Type': 'Fail', 'Error': 'E', 'Cause': '${Job}'}"));
        State.Fail fail = (State.Fail) machine.state("First");
        Scope nothing = Scope.of(Json.of("{}"), Json.of("{}"), Json.object("{}"), new java.util.Random(1));
        assertThat(fail.cause().evaluate(nothing).textValue()).isEqualTo("a \"job\"");
    }
}
