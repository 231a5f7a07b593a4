package io.curfew.sensor.imports.log;

import io.curfew.events.DomainName;
import io.curfew.events.IpAddress;
import io.curfew.sensor.ObservationSink;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Arrays;

/**
 * The log of dnsmasq, which is Pi-hole's too: {@code log-queries}, {@code log-queries=extra}, {@code log-dhcp}, written
 * by itself or by syslog.
 */
public final class DnsmasqFormat implements LogFormat {
    private static final String TAG = "dnsmasq";
    private static final String EXPLANATION = " (EDE:";
    private static final int LONGEST_SOURCE = 256;
    /** Where answers come from, as far as the log says it in one word; other words are the names of hosts files. */
    private static final String[] SOURCES = {
        "reply ", "cached ", "cached-stale ", "config ", "DHCP ", "auth-answer ", "validation "
    };
    /** What Pi-hole writes before a name that a list of its blocks. */
    private static final String[] FILTERS = {
        "gravity blocked ",
        "exactly blacklisted ",
        "exactly denied ",
        "regex blacklisted ",
        "regex denied ",
        "blocked upstream "
    };

    private final LogSettings settings;
    private final DnsmasqQuestions questions;
    private final DnsmasqLeases leases;
    private @Nullable Instant lastAt;

    public DnsmasqFormat(LogSettings settings, ObservationSink sink) {
        this.settings = settings;
        this.questions = new DnsmasqQuestions(settings.serverOrUnknown(), sink);
        this.leases = new DnsmasqLeases(settings.serverOrUnknown(), sink);
    }

    /** True for a line that only dnsmasq writes. */
    static boolean recognises(String line) {
        LoggedTime time = LoggedTime.of(line, LogSettings.of(Instant.EPOCH.plusSeconds(1_800_000_000)));
        return time != null && tag(line, time.end()) >= 0;
    }

    @Override
    public LineReading line(String line) {
        LoggedTime time = LoggedTime.of(line, settings);
        if (time == null) {
            return LineReading.BAD_TIME;
        }
        int tag = tag(line, time.end());
        int colon = tag < 0 ? -1 : line.indexOf(": ", tag);
        if (colon < 0) {
            return LineReading.UNKNOWN_FORM;
        }
        if (time.isSetBackBehind(lastAt)) {
            questions.finish();
        }
        lastAt = time.at();
        questions.advance(time.at());
        String program = line.substring(tag, colon);
        String message = line.substring(colon + 2);
        if (program.startsWith("dnsmasq-dhcp")) {
            return leases.message(time.at(), message);
        }
        return program.startsWith("dnsmasq-") ? LineReading.UNDERSTOOD : dns(time.at(), process(program), message);
    }

    /** Where the program's name begins: behind the time, or behind the machine's name that syslog puts in between. */
    private static int tag(String line, int from) {
        if (line.startsWith(TAG, from)) {
            return from;
        }
        int next = line.indexOf(' ', from);
        return next > 0 && line.startsWith(TAG, next + 1) ? next + 1 : -1;
    }

    /** The process number within brackets, 0 without: dnsmasq answers each TCP connection in a process of its own. */
    private static int process(String program) {
        int open = program.indexOf('[');
        int number = 0;
        for (int index = open + 1; open > 0 && index < program.length() && index < open + 9; index++) {
            int digit = program.charAt(index) - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    private LineReading dns(Instant at, int process, String message) {
        Extra extra = Extra.of(message);
        String said = message.substring(extra.end());
        if (said.startsWith("query[") || said.startsWith("auth[")) {
            return question(at, process, extra, said);
        }
        if (said.startsWith("forwarded ")) {
            int to = said.lastIndexOf(" to ");
            questions.forwarded(process, to < 10 ? said : said.substring(10, to));
            return LineReading.UNDERSTOOD;
        }
        int explanation = said.indexOf(EXPLANATION);
        String shortened = explanation < 0 ? said : said.substring(0, explanation);
        if (!shortened.contains(" is ")) {
            questions.otherLine(process);
            return LineReading.UNDERSTOOD;
        }
        return answer(at, process, extra, shortened);
    }

    private LineReading question(Instant at, int process, Extra extra, String said) {
        int close = said.indexOf("] ");
        int from = said.lastIndexOf(" from ");
        if (close < 0 || from < close) {
            return LineReading.UNKNOWN_FORM;
        }
        IpAddress client = LoggedAddress.ip(said.substring(from + 6));
        if (client == null) {
            return LineReading.BAD_ADDRESS;
        }
        DomainName name = from < close + 2 ? new DomainName("") : LoggedName.of(said.substring(close + 2, from));
        String type = LoggedType.of(said.substring(said.indexOf('[') + 1, close));
        if (name == null || type == null) {
            return LineReading.BAD_NAME;
        }
        questions.ask(at, process, extra.serial(), client, extra.port(), name, type);
        return LineReading.UNDERSTOOD;
    }

    /** {@code reply NAME is VALUE}. A text of somebody's server may hold " is " as well: the first one counts. */
    private LineReading answer(Instant at, int process, Extra extra, String said) {
        for (String source : SOURCES) {
            if (said.startsWith(source)) {
                int is = said.indexOf(" is ", source.length());
                if (is < 0) {
                    break;
                }
                String name = said.substring(source.length(), is);
                String value = said.substring(is + 4);
                if (name.equals("query") && value.equals("duplicate")) {
                    questions.duplicate(at, process, extra.serial());
                    return LineReading.UNDERSTOOD;
                }
                return answer(at, process, extra, name, value, !source.equals("reply "), false);
            }
        }
        int is = said.lastIndexOf(" is ");
        String before = said.substring(0, is);
        int space = before.lastIndexOf(' ');
        if (space <= 0 || space > LONGEST_SOURCE) {
            questions.otherLine(process);
            return LineReading.UNDERSTOOD;
        }
        boolean blocks = Arrays.stream(FILTERS).anyMatch(before::startsWith);
        return answer(at, process, extra, before.substring(space + 1), said.substring(is + 4), true, blocks);
    }

    private LineReading answer(
            Instant at, int process, Extra extra, String name, String value, boolean isLocal, boolean blocks) {
        DomainName owner = LoggedName.of(name);
        if (owner == null) {
            return LineReading.BAD_NAME;
        }
        questions.answer(at, process, extra.serial(), owner, value, isLocal, blocks);
        return LineReading.UNDERSTOOD;
    }

    @Override
    public void advance(Instant now) {
        questions.quiet(now);
        leases.tell();
    }

    @Override
    public void finish() {
        questions.finish();
        leases.tell();
    }

    @Override
    public Sees sees() {
        return Sees.QUESTIONS_AND_LEASES;
    }

    @Override
    public @Nullable Instant lastAt() {
        return lastAt;
    }

    /**
     * What {@code log-queries=extra} writes before a message: {@code 12 192.0.2.21/43354}.
     *
     * @param serial numbers the question within a process; -1 when there is none
     * @param port the client's port; 0 when there is none
     * @param end where the message begins
     */
    private record Extra(long serial, int port, int end) {
        private static final Extra NONE = new Extra(-1, 0, 0);
        private static final int MOST_DIGITS = 10;

        static Extra of(String message) {
            int digits = 0;
            long serial = 0;
            while (digits < message.length() && digits <= MOST_DIGITS && isDigit(message.charAt(digits))) {
                serial = serial * 10 + (message.charAt(digits) - '0');
                digits++;
            }
            if (digits == 0 || digits > MOST_DIGITS || digits >= message.length() || message.charAt(digits) != ' ') {
                return NONE;
            }
            int end = message.indexOf(' ', digits + 1);
            int slash = end < 0 ? -1 : message.lastIndexOf('/', end);
            if (slash <= digits || LoggedAddress.ip(message.substring(digits + 1, slash)) == null) {
                // Of DNSSEC's own questions it writes the serial alone.
                return new Extra(serial, 0, digits + 1);
            }
            int port = 0;
            for (int index = slash + 1; index < end; index++) {
                if (!isDigit(message.charAt(index)) || port > 65_535) {
                    return NONE;
                }
                port = port * 10 + (message.charAt(index) - '0');
            }
            return port > 65_535 ? NONE : new Extra(serial, port, end + 1);
        }

        private static boolean isDigit(char character) {
            return character >= '0' && character <= '9';
        }
    }
}
