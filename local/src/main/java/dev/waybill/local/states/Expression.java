package dev.waybill.local.states;

import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** A JSONata expression, which was parsed once to know that it parses. Each evaluation has an engine and a frame of its own. */
record Expression(String source) {
    Expression {
        Jsonata.jsonata(source);
    }

    /** The expression's value; nothing at all is an error, as in Step Functions. */
    JsonNode evaluate(Scope scope, String field) throws TaskFailedException {
        Jsonata engine = Jsonata.jsonata(source);
        engine.setOutputConvertNulls(false);
        Jsonata.Frame frame = engine.createFrame();
        AwsFunctions.bind(frame, scope.random());
        frame.bind("states", JsonValues.toJsonata(scope.states()));
        scope.variables()
                .properties()
                .forEach(variable -> frame.bind(variable.getKey(), JsonValues.toJsonata(variable.getValue())));
        Object value = evaluate(engine, frame, field);
        if (value == null) {
            throw failed(field, "returned nothing (undefined)");
        }
        try {
            return JsonValues.fromJsonata(value);
        } catch (IllegalArgumentException e) {
            throw failed(field, "returned what is no JSON: " + e.getMessage());
        }
    }

    private @Nullable Object evaluate(Jsonata engine, Jsonata.Frame frame, String field) throws TaskFailedException {
        try {
            return engine.evaluate(null, frame);
        } catch (RuntimeException e) {
            // The engine throws JException, but for some operands ClassCastException and its like.
            throw failed(field, "failed: " + e.getMessage());
        }
    }

    private TaskFailedException failed(String field, String how) {
        return new TaskFailedException(
                ErrorNames.QUERY_EVALUATION,
                "The JSONata expression '" + source + "' specified for the field '" + field + "' " + how);
    }
}
