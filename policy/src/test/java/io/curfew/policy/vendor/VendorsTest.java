package io.curfew.policy.vendor;

import io.curfew.events.MacAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;

final class VendorsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "00:17:88:24:76:ff|Philips Lighting BV",
                "00:00:5e:00:53:01|ICANN, IANA Department",
                "7c:cb:e2:2f:ff:ff|1000eyes GmbH",
                "70:b3:d5:7e:60:00|11811347 CANADA Inc.",
            })
    void theLongestPrefixTellsTheMaker(String mac, String maker) {
        assertThat(Vendors.of(MacAddress.parse(mac))).isEqualTo(maker);
    }

    @ParameterizedTest
    @ValueSource(strings = {"02:17:88:24:76:ff", "01:00:5e:00:00:fb", "33:33:00:00:00:01", "ff:ff:ff:ff:ff:ff"})
    void whatNoMakerGaveOutHasNone(String mac) {
        assertThat(Vendors.of(MacAddress.parse(mac))).isNull();
    }

    @Test
    void everyLineOfTheListIsFound() throws IOException {
        List<String> lines;
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Vendors.class.getResourceAsStream("vendors.txt")), StandardCharsets.UTF_8))) {
            lines = reader.lines().filter(line -> !line.startsWith("#")).toList();
        }
        List<String> missed = new ArrayList<>();
        for (String line : lines) {
            String[] nameAndPrefixes = line.split("\t", -1);
            for (String prefix : nameAndPrefixes[1].split(" ", -1)) {
                MacAddress first = new MacAddress(Long.parseLong(prefix, 16) << (48 - 4 * prefix.length()));
                if (!first.isLocallyAdministered()) {
                    if (!nameAndPrefixes[0].equals(Vendors.of(first))) {
                        missed.add(prefix + " " + nameAndPrefixes[0]);
                    }
                }
            }
        }

        assertThat(lines).hasSizeGreaterThan(30_000);
        assertThat(missed).isEmpty();
    }
}
