package io.curfew.policy.detect;

import io.curfew.events.DomainName;
import io.curfew.events.IpAddress;
import io.curfew.policy.language.NameList;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/** Where public DNS over HTTPS answers, from the resource {@code doh.txt}. */
final class DohServers {
    private static final Set<IpAddress> ADDRESSES = new HashSet<>();
    private static final NameList NAMES = read();

    private DohServers() {}

    static boolean has(IpAddress ip) {
        return ADDRESSES.contains(ip);
    }

    static boolean has(DomainName name) {
        return NAMES.covers(name);
    }

    private static NameList read() {
        Set<DomainName> names = new HashSet<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(DohServers.class.getResourceAsStream("doh.txt"), "doh.txt"),
                StandardCharsets.UTF_8))) {
            for (String line : reader.readAllLines()) {
                if (line.isEmpty() || line.charAt(0) == '#') {
                    continue;
                }
                boolean isAddress = line.indexOf(':') >= 0 || Character.isDigit(line.charAt(line.length() - 1));
                if (isAddress) {
                    ADDRESSES.add(IpAddress.parse(line));
                } else {
                    names.add(new DomainName(line));
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return new NameList("doh", names);
    }
}
