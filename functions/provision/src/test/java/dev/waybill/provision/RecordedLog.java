package dev.waybill.provision;

import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/** What a class logs until this is closed. */
final class RecordedLog extends AbstractAppender implements AutoCloseable {
    private final List<LogEvent> events = new ArrayList<>();
    private final Logger logger;

    private RecordedLog(Logger logger) {
        super("recorded", null, null, false, Property.EMPTY_ARRAY);
        this.logger = logger;
    }

    static RecordedLog of(Class<?> type) {
        RecordedLog log = new RecordedLog(((LoggerContext) LogManager.getContext(false)).getLogger(type.getName()));
        log.start();
        log.logger.addAppender(log);
        log.logger.setLevel(Level.INFO);
        return log;
    }

    /** {@code LEVEL message}, and in brackets the class of what was thrown, if its stack is logged. */
    List<String> lines() {
        return events.stream().map(RecordedLog::line).toList();
    }

    private static String line(LogEvent event) {
        Throwable thrown = event.getThrown();
        return event.getLevel() + " " + event.getMessage().getFormattedMessage()
                + (thrown == null ? "" : " (" + thrown.getClass().getSimpleName() + ")");
    }

    @Override
    public void append(LogEvent event) {
        events.add(event.toImmutable());
    }

    @Override
    public void close() {
        logger.removeAppender(this);
        logger.setLevel(Level.OFF);
        stop();
    }
}
