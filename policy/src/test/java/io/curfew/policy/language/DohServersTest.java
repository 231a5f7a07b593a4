package io.curfew.policy.language;

import io.curfew.events.DomainName;
import io.curfew.events.IpAddress;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class DohServersTest {
    private final List<Mistake> mistakes = new ArrayList<>();

    @Test
    void aNameStandsForAllBelowItAndAnAddressForItself() {
        DohServers servers = DohServers.read("own.txt", """
                # ours, 2026-11
                dns.example   # and below
                192.0.2.53

                2001:db8::53
                """, mistakes);

        assertThat(mistakes).isEmpty();
        assertThat(servers.size()).isEqualTo(3);
        assertThat(servers.has(new DomainName("a.dns.example"))).isTrue();
        assertThat(servers.has(new DomainName("example"))).isFalse();
        assertThat(servers.has(IpAddress.parse("2001:db8::53"))).isTrue();
        assertThat(servers.has(IpAddress.parse("192.0.2.54"))).isFalse();
    }

    @Test
    void whatIsNeitherIsAMistakeWithItsPlace() {
        DohServers.read("own.txt", "dns.example\n  not a name\n192.0.2.530\ndns\n", mistakes);

        assertThat(mistakes)
                .extracting(Mistake::toString)
                .containsExactly(
                        "own.txt:2:3: \"not a name\" is neither a name nor an address",
                        "own.txt:3:1: \"192.0.2.530\" is neither a name nor an address",
                        "own.txt:4:1: \"dns\" is neither a name nor an address");
    }

    @Test
    void aListHasNoMoreEntriesThanItMay() {
        StringBuilder text = new StringBuilder();
        for (int entry = 0; entry <= DohServers.MOST_ENTRIES; entry++) {
            text.append("a").append(entry).append(".example\n");
        }

        DohServers servers = DohServers.read("own.txt", text.toString(), mistakes);

        assertThat(servers.size()).isEqualTo(DohServers.MOST_ENTRIES);
        assertThat(mistakes).extracting(Mistake::line).containsExactly(DohServers.MOST_ENTRIES + 1);
    }

    @Test
    void whatIsShippedHasTheLargestResolvers() {
        assertThat(DohServers.shipped().has(new DomainName("dns.google"))).isTrue();
        assertThat(DohServers.shipped().has(IpAddress.parse("1.1.1.1"))).isTrue();
        assertThat(DohServers.shipped().has(new DomainName("www.google.com"))).isFalse();
    }
}
