package dev.waybill.contract;

import dev.waybill.text.Counted;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a batch can be taken back after its load. Its text form is {@code 7 days}, {@code 12 hours} or {@code off}. */
public record UndoTime(int hours) {
    public static final UndoTime OFF = new UndoTime(0);

    private static final int HOURS_OF_A_DAY = 24;
    private static final int MOST_DAYS = 366;
    private static final Pattern TEXT = Pattern.compile("([1-9][0-9]{0,3}) (day|hour)s?");

    public UndoTime {
        if (hours < 0 || hours > MOST_DAYS * HOURS_OF_A_DAY) {
            throw new IllegalArgumentException("Invalid undo: it can be at most " + MOST_DAYS + " days");
        }
    }

    static UndoTime days(int days) {
        return new UndoTime(days * HOURS_OF_A_DAY);
    }

    public static UndoTime parse(String text) {
        if (text.equals("off")) {
            return OFF;
        }
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("Invalid undo: '" + text + "'. Write 7 days, 12 hours or off");
        }
        int number = Integer.parseInt(matcher.group(1));
        return matcher.group(2).equals("day") ? days(number) : new UndoTime(number);
    }

    @Override
    public String toString() {
        if (hours == 0) {
            return "off";
        }
        boolean days = hours % HOURS_OF_A_DAY == 0;
        int number = days ? hours / HOURS_OF_A_DAY : hours;
        return number + " " + (days ? Counted.word(number, "day", "days") : Counted.word(number, "hour", "hours"));
    }
}
