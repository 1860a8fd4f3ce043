package dev.waybill.value;

/** Which of two values of one column is greater. Java has a zero that is less than zero; there is none here. */
public final class ValueOrder {
    private ValueOrder() {}

    @SuppressWarnings("unchecked")
    public static int compare(Object one, Object other) {
        return ((Comparable<Object>) comparable(one)).compareTo(comparable(other));
    }

    /** What is equal for equal values. */
    static Object comparable(Object value) {
        if (value instanceof Double number) {
            return number + 0.0;
        }
        if (value instanceof Float number) {
            return number + 0.0f;
        }
        return value;
    }
}
