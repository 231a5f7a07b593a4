package io.curfew.events.wire;

import com.google.protobuf.ByteString;
import io.curfew.events.DomainName;
import io.curfew.events.Endpoint;
import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import io.curfew.events.SensorId;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;

/** The values that the fields of messages hold. What comes in batch after batch is one object. */
final class FieldValues {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /** Longer ones are seldom, and would let a hostile device fill memory with what it makes up. */
    private static final int LONGEST_SHARED = 64;

    private static final SharedValues<IpAddress, IpAddress> ADDRESSES = new SharedValues<>(16_384, Function.identity());
    private static final SharedValues<String, DomainName> NAMES = new SharedValues<>(8_192, DomainName::new);
    private static final SharedValues<String, SensorId> SENSORS = new SharedValues<>(4_096, SensorId::new);
    private static final SharedValues<String, String> TEXTS = new SharedValues<>(4_096, Function.identity());

    private FieldValues() {}

    static SensorId sensor(String sensor) {
        return SENSORS.of(sensor);
    }

    static String hexadecimal(ByteString octets) {
        return HexFormat.of().formatHex(octets.toByteArray());
    }

    static Endpoint endpoint(io.curfew.events.wire.v1.Endpoint endpoint) {
        return new Endpoint(
                endpoint.hasMac() ? new MacAddress(endpoint.getMac()) : null,
                address(endpoint.getIp()),
                endpoint.getPort());
    }

    static IpAddress address(ByteString octets) {
        return ADDRESSES.of(IpAddress.of(octets.toByteArray()));
    }

    static DomainName name(String name) {
        return name.length() > LONGEST_SHARED ? new DomainName(name) : NAMES.of(name);
    }

    static String text(String text) {
        return text.length() > LONGEST_SHARED ? text : TEXTS.of(text);
    }

    static List<IpAddress> addresses(List<ByteString> addresses) {
        return addresses.stream().map(FieldValues::address).toList();
    }

    static Instant time(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS_PER_SECOND), Math.floorMod(nanos, NANOS_PER_SECOND));
    }

    static Duration seconds(int unsigned) {
        return Duration.ofSeconds(Integer.toUnsignedLong(unsigned));
    }

    static Duration duration(String what, long nanos) {
        return Duration.ofNanos(counted(what, nanos));
    }

    static long counted(String what, long unsigned) {
        if (unsigned < 0) {
            throw new IllegalArgumentException(what + " must be below 2^63, was " + Long.toUnsignedString(unsigned));
        }
        return unsigned;
    }
}
