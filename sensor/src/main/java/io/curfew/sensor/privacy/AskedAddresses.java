package io.curfew.sensor.privacy;

import io.curfew.events.DnsObservation;
import io.curfew.events.DomainName;
import io.curfew.events.IpAddress;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The addresses that a DNS question and its answers are about, beside those of who asks and who answers. */
final class AskedAddresses {
    private static final String V4 = ".in-addr.arpa";
    private static final String V6 = ".ip6.arpa";
    private static final int V4_LABELS = 4;
    private static final int V6_LABELS = 32;

    private AskedAddresses() {}

    /** What the answers say, and whose names they are in the reverse tree. */
    static List<IpAddress> of(DnsObservation dns) {
        Stream<IpAddress> answered = dns.answers().stream()
                .filter(answer -> answer.type().equals("A") || answer.type().equals("AAAA"))
                .map(answer -> answered(answer.data()))
                .filter(Objects::nonNull);
        Stream<IpAddress> reversed = Stream.concat(
                        Stream.of(dns.questionName()), dns.answers().stream().map(DnsObservation.Answer::name))
                .distinct()
                .map(AskedAddresses::reversed)
                .filter(Objects::nonNull);
        return Stream.concat(answered, reversed)
                .filter(ip -> !ip.isGroup() && !ip.isUnspecified())
                .toList();
    }

    private static @Nullable IpAddress answered(String data) {
        try {
            return IpAddress.parse(data);
        } catch (IllegalArgumentException noAddress) {
            return null;
        }
    }

    /** The address whose name it is (RFC 1035, section 3.5; RFC 3596, section 2.5), also with labels before it. */
    private static @Nullable IpAddress reversed(DomainName name) {
        String value = name.value();
        if (value.endsWith(V4)) {
            return address(labels(value, V4), V4_LABELS, 10, 0xff);
        }
        return value.endsWith(V6) ? address(labels(value, V6), V6_LABELS, 16, 0xf) : null;
    }

    private static List<String> labels(String name, String tree) {
        return List.of(name.substring(0, name.length() - tree.length()).split("\\.", -1))
                .reversed();
    }

    private static @Nullable IpAddress address(List<String> labels, int count, int radix, int most) {
        if (labels.size() < count) {
            return null;
        }
        int[] numbers = labels.stream()
                .limit(count)
                .mapToInt(label -> number(label, radix))
                .toArray();
        if (IntStream.of(numbers).anyMatch(number -> number < 0 || number > most)) {
            return null;
        }
        if (count == V4_LABELS) {
            return IpAddress.v4(numbers[0] << 24 | numbers[1] << 16 | numbers[2] << 8 | numbers[3]);
        }
        long[] halves = new long[2];
        for (int index = 0; index < count; index++) {
            halves[index / 16] = halves[index / 16] << 4 | numbers[index];
        }
        return IpAddress.v6(halves[0], halves[1]);
    }

    private static int number(String label, int radix) {
        try {
            return Integer.parseInt(label, radix);
        } catch (NumberFormatException noNumber) {
            return -1;
        }
    }
}
