package dev.waybill.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;

/** A part of a whole, from 0 % to 100 %. Its text form is {@code 1.5%}. */
public record Share(BigDecimal percent) {
    public static final Share NONE = new Share(BigDecimal.ZERO);
    public static final Share ALL = new Share(BigDecimal.valueOf(100));

    public Share {
        if (percent.signum() < 0 || percent.compareTo(BigDecimal.valueOf(100)) > 0) {
            throw new IllegalArgumentException("Invalid share: " + percent + "% is not between 0% and 100%");
        }
        percent = percent.signum() == 0 ? BigDecimal.ZERO : percent.stripTrailingZeros();
    }

    @JsonCreator
    public static Share parse(String text) {
        if (!text.matches("\\d{1,3}(\\.\\d{1,10})?\\s*%")) {
            throw new IllegalArgumentException(
                    "Invalid share: '" + text + "'. Write a percentage, such as 1% or 99.5%");
        }
        return new Share(new BigDecimal(text.substring(0, text.length() - 1).strip()));
    }

    /** Whether {@code part} of {@code whole} is more than this share; exact, without rounding. */
    public boolean isExceededBy(long part, long whole) {
        return BigDecimal.valueOf(part).movePointRight(2).compareTo(percent.multiply(BigDecimal.valueOf(whole))) > 0;
    }

    @JsonValue
    @Override
    public String toString() {
        return percent.toPlainString() + "%";
    }
}
