package dev.waybill.convert.read;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.util.Optional;

/**
 * Takes the DOCTYPE out of an XML document before a parser sees it; line breaks stay, so that places in errors are right.
 * An XML declaration that isn't at the very beginning, which a blank line before it makes illegal, goes too.
 *
 * <p>The JDK's parser can skip a DOCTYPE by itself, but with an external one it leaves entities that it doesn't know out of
 * attributes without a word, and it takes the first {@code ]} for the end of an internal one, even in a comment.
 */
final class XmlProlog {
    private final Reader in;
    private final StringBuilder prolog = new StringBuilder();
    private boolean hasMarkup;

    private XmlProlog(Reader in) {
        this.in = in;
    }

    /** The document without its DOCTYPE; empty if it is nothing but white space. */
    static Optional<Reader> withoutDoctype(Reader in) throws IOException, FileFaultException {
        XmlProlog prolog = new XmlProlog(new BufferedReader(in, 1 << 14));
        prolog.read();
        return prolog.isNothing() ? Optional.empty() : Optional.of(prolog.andTheRest());
    }

    private boolean isNothing() {
        return !hasMarkup && prolog.toString().isBlank();
    }

    private void read() throws IOException, FileFaultException {
        boolean inProlog = true;
        while (inProlog) {
            int c = next();
            inProlog = c == '<' ? markup(prolog.length() - 1) : Character.isWhitespace(c);
        }
    }

    /** Behind a {@code <}; false if the prolog ends there. */
    private boolean markup(int begin) throws IOException, FileFaultException {
        hasMarkup = true;
        int c = next();
        if (c == '?') {
            through("?>");
            if (begin > 0 && prolog.indexOf("<?xml ", begin) == begin) {
                blank(begin);
            }
            return true;
        }
        if (c != '!') {
            return false;
        }
        c = next();
        if (c == '-') {
            through("-->");
        } else if (c == 'D') {
            doctype();
            blank(begin);
        }
        return c == '-' || c == 'D';
    }

    private void doctype() throws IOException, FileFaultException {
        int depth = 0;
        int c = next();
        while (c >= 0 && (c != '>' || depth > 0)) {
            if (c == '"' || c == '\'') {
                through(Character.toString(c));
            } else if (c == '<') {
                depth += declaration();
            } else if (c == '[') {
                depth++;
            } else if (c == ']' || c == '>') {
                depth--;
            }
            c = next();
        }
    }

    private void blank(int begin) {
        for (int i = begin; i < prolog.length(); i++) {
            if (prolog.charAt(i) != '\n' && prolog.charAt(i) != '\r') {
                prolog.setCharAt(i, ' ');
            }
        }
    }

    /** Behind a {@code <} of the internal subset; how much deeper it leads. */
    private int declaration() throws IOException, FileFaultException {
        int c = next();
        if (c == '?') {
            through("?>");
            return 0;
        }
        if (c == '!' && next() == '-') {
            through("-->");
            return 0;
        }
        return 1;
    }

    private void through(String end) throws IOException, FileFaultException {
        int begin = prolog.length();
        int c = next();
        while (c >= 0 && !(prolog.length() - begin >= end.length() && endsWith(end))) {
            c = next();
        }
    }

    private boolean endsWith(String end) {
        return prolog.indexOf(end, prolog.length() - end.length()) >= 0;
    }

    private int next() throws IOException, FileFaultException {
        int c = in.read();
        if (c >= 0) {
            prolog.append((char) c);
        }
        if (prolog.length() > RecordReader.LONGEST_RECORD) {
            throw new FileFaultException("what stands before the root element has more than "
                    + RecordReader.LONGEST_RECORD + " characters. Is this an XML file?");
        }
        return c;
    }

    private Reader andTheRest() throws IOException {
        PushbackReader all = new PushbackReader(in, Math.max(1, prolog.length()));
        all.unread(prolog.toString().toCharArray());
        return all;
    }
}
