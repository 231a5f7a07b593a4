package io.curfew.sensor.imports.log;

import io.curfew.events.Endpoint;
import io.curfew.events.IpAddress;
import io.curfew.events.Transport;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** The fields of one entry, whichever form the log has. */
final class ZeekFields {
    private static final int LONGEST_NUMBER = 24;
    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000L);
    private static final BigDecimal LONGEST_SECONDS = BigDecimal.valueOf(1_000_000_000L);

    private final String path;
    private final Predicate<String> known;
    private final Function<String, String> texts;
    private final Function<String, List<String>> lists;

    private ZeekFields(
            String path,
            Predicate<String> known,
            Function<String, String> texts,
            Function<String, List<String>> lists) {
        this.path = path;
        this.known = known;
        this.texts = texts;
        this.lists = lists;
    }

    static ZeekFields of(ZeekRow row) {
        return new ZeekFields(row.path(), row::has, row::text, row::list);
    }

    static ZeekFields of(JsonFields json) {
        return new ZeekFields(json.text("_path"), json::has, json::text, json::list);
    }

    /** True when the log says that it is this one; logs may bear a longer name that begins with it. */
    boolean isIn(String log) {
        return path.equals(log);
    }

    boolean has(String name) {
        return known.test(name);
    }

    String text(String name) {
        return texts.apply(name);
    }

    List<String> list(String name) {
        return lists.apply(name);
    }

    @Nullable
    Instant time(String name, ZoneId zone) {
        String text = text(name);
        Instant at = LoggedTime.epoch(text);
        return at == null ? LoggedTime.isoInstant(text, zone) : at;
    }

    /** A count; 0 when there is none. */
    long count(String name) {
        String text = text(name);
        long number = 0;
        for (int index = 0; index < text.length(); index++) {
            int digit = text.charAt(index) - '0';
            if (digit < 0 || digit > 9 || index > 17) {
                return 0;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    /** An interval in seconds; null when there is none. */
    @Nullable
    Duration interval(String name) {
        return seconds(text(name));
    }

    static @Nullable Duration seconds(String text) {
        if (text.isEmpty() || text.length() > LONGEST_NUMBER) {
            return null;
        }
        try {
            BigDecimal seconds = new BigDecimal(text);
            boolean isSane = seconds.signum() >= 0
                    && seconds.precision() - seconds.scale() <= 11
                    && seconds.scale() <= 24
                    && seconds.compareTo(LONGEST_SECONDS) <= 0;
            return isSane ? Duration.ofNanos(seconds.multiply(NANOS).longValue()) : null;
        } catch (NumberFormatException noNumber) {
            return null;
        }
    }

    /** One end of it: {@code orig} or {@code resp}. Null when its address makes no sense. */
    @Nullable
    Endpoint end(String which, Transport transport) {
        IpAddress ip = LoggedAddress.ip(text("id." + which + "_h"));
        long port = count("id." + which + "_p");
        if (ip == null || port > 65_535) {
            return null;
        }
        return new Endpoint(LoggedAddress.mac(text(which + "_l2_addr")), ip, transport.hasPorts() ? (int) port : 0);
    }

    List<Integer> vlans() {
        List<Integer> vlans = new ArrayList<>();
        for (String name : List.of("vlan", "inner_vlan")) {
            long vlan = count(name);
            if (vlan > 0 && vlan < 4_096) {
                vlans.add((int) vlan);
            }
        }
        return vlans;
    }
}
