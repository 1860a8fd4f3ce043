package dev.waybill.local.states;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionTest {
    private static JsonNode evaluate(String expression) throws TaskFailedException {
        Scope scope = Scope.of(
                Json.of(
                        "{'a': {'b': [1, 2, 3]}, 'none': null, 'empty': [], 'one': ['x'], 'big': 12345678901, 'half': 0.5}"),
                Json.of("{'State': {'Name': 'S'}}"),
                Json.object("{'n': 4, 'nothing': null}"),
                new Random(1));
        return new Expression(expression).evaluate(scope, "Output");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            $states.input.a.b[1]                    | 2
            $states.input.none                      | null
            $nothing                                | null
            {'x': $states.input.none}               | {'x':null}
            $states.input.big                       | 12345678901
            $states.input.half                      | 0.5
            $n / 2                                  | 2
            $sum($states.input.a.b)                 | 6
            [$states.input.empty[[0..9]]]           | []
            [$states.input.one[[0..9]]]             | ['x']
            [$map($states.input.one, function($x) { $x & '!' })] | ['x!']
            $exists($states.input.no)               | false
            $parse('{"a": [1, null]}')              | {'a':[1,null]}
            $parse('null')                          | null
            $parse('"x"')                           | 'x'
            $partition([1, 2, 3, 4, 5], 2)          | [[1,2],[3,4],[5]]
            $range(0, 10, 5)                        | [0,5,10]
            $range(3, 1, -1)                        | [3,2,1]
            $hash('waybill', 'SHA-256')             | 'ce3303bca0dace810ddbe73b9b33d927d7334d1efb28af837a006d639424751c'
            $length($uuid())                        | 36
            $match($uuid(), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/) ? 1 : 0 | 1
            $random() < 1                           | true
            $random(5) = $random(5)                 | true
            """)
    void valuesAreWhatStepFunctionsGives(String expression, String json) throws TaskFailedException {
        assertThat(evaluate(expression)).isEqualTo(Json.of(json));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            $states.input.no         | returned nothing (undefined)
            $unknown                 | returned nothing (undefined)
            $states.input.empty[0]   | returned nothing (undefined)
            $parse('{')              | failed: $parse: the text is no JSON, see line 1, column 2
            $hash('x', 'CRC')        | failed: $hash: the algorithm must be one of MD5, SHA-1, SHA-256, SHA-384 and SHA-512
            $partition([1], 0)       | failed: $partition: the size must be 1 or more
            $range(1, 5, 0)          | failed: $range: the step must not be 0, and at most 1000 items are made
            $range(1, 5000, 1)       | failed: $range: the step must not be 0, and at most 1000 items are made
            $eval('1 + 1')           | failed: $eval is not supported by Step Functions. Use $parse
            $error('own words')      | failed: own words
            function($x) { $x }      | returned what is no JSON: a function or another value of Symbol
            """)
    void whatHasNoValueFailsTheState(String expression, String how) {
        assertThatThrownBy(() -> evaluate(expression))
                .hasMessage("States.QueryEvaluationError: The JSONata expression '" + expression
                        + "' specified for the field 'Output' " + how);
    }
}
