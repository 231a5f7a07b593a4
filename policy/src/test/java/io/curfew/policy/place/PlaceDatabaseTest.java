package io.curfew.policy.place;

import io.curfew.events.IpAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class PlaceDatabaseTest {
    private static final int PORTUGAL = PlaceDatabase.packed("PT");

    private static int country(PlaceDatabase database, String ip) {
        return database.country(IpAddress.parse(ip));
    }

    @ParameterizedTest
    @CsvSource({"24, 6", "28, 6", "32, 6", "24, 4", "28, 4", "32, 4"})
    void anAddressHasTheRecordOfItsSmallestBlock(int recordBits, int ipVersion) {
        DatabaseWriter writer = new DatabaseWriter(recordBits, ipVersion);
        writer.put("203.0.113.0/25", Map.of("country", Map.of("iso_code", "PT")));
        writer.put("203.0.113.128/25", Map.of("country", Map.of("iso_code", "CN")));

        PlaceDatabase database = PlaceDatabase.of(writer.octets("Own-Country"));

        assertThat(database.type()).isEqualTo("Own-Country");
        assertThat(country(database, "203.0.113.127")).isEqualTo(PORTUGAL);
        assertThat(country(database, "203.0.113.128")).isEqualTo(PlaceDatabase.packed("CN"));
        assertThat(country(database, "203.0.114.1")).isZero();
        assertThat(country(database, "2001:db8::1")).isZero();
    }

    @Test
    void longAddressesAreFoundBesideShortOnes() {
        PlaceDatabase database =
                PlaceDatabase.of(DatabaseWriter.countries(Map.of("2001:db8::/32", "PT", "203.0.113.0/24", "CN")));

        assertThat(country(database, "2001:db8::1")).isEqualTo(PORTUGAL);
        assertThat(country(database, "2001:db9::1")).isZero();
        assertThat(country(database, "203.0.113.1")).isEqualTo(PlaceDatabase.packed("CN"));
    }

    @Test
    void theCountryOfRegistrationStandsInAndOtherMakersFormsAreRead() {
        DatabaseWriter writer = new DatabaseWriter(24, 6);
        writer.put("203.0.113.0/24", Map.of("registered_country", Map.of("iso_code", "PT")));
        writer.put("198.51.100.0/24", Map.of("country", "PT", "asn", "AS64500"));
        writer.put("192.0.2.0/24", Map.of("country", "Portugal", "country_code", "PT", "asn", 64_501L));
        writer.put(
                "192.88.99.0/24", Map.of("location", List.of(38.7, -9.1), "autonomous_system_number", 4_294_967_295L));

        PlaceDatabase database = PlaceDatabase.of(writer.octets("Own"));

        assertThat(List.of("203.0.113.9", "198.51.100.9", "192.0.2.9", "192.88.99.9"))
                .extracting(ip -> country(database, ip))
                .containsExactly(PORTUGAL, PORTUGAL, PORTUGAL, 0);
        assertThat(List.of("203.0.113.9", "198.51.100.9", "192.0.2.9", "192.88.99.9"))
                .extracting(ip -> database.asn(IpAddress.parse(ip)))
                .containsExactly(0L, 64_500L, 64_501L, 4_294_967_295L);
    }

    @Test
    void whoRunsANetworkIsReadFromEitherMakersForm() {
        DatabaseWriter writer = new DatabaseWriter(24, 6);
        writer.put("203.0.113.0/24", Map.of("autonomous_system_organization", "Example Networks"));
        writer.put("198.51.100.0/24", Map.of("as_name", "Other Networks", "asn", "AS64500"));
        writer.put("192.0.2.0/24", Map.of("asn", "AS64501"));

        PlaceDatabase database = PlaceDatabase.of(writer.octets("Own"));

        assertThat(List.of("203.0.113.9", "198.51.100.9", "192.0.2.9", "192.88.99.9"))
                .extracting(ip -> database.organisation(IpAddress.parse(ip)))
                .containsExactly("Example Networks", "Other Networks", "", "");
    }

    @Test
    void whatIsNoDatabaseIsRefusedWithItsReason() {
        byte[] octets = DatabaseWriter.countries(Map.of("203.0.113.0/24", "PT"));

        assertThatThrownBy(() -> PlaceDatabase.of("a,b,c".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .hasMessage("this is no database in the MaxMind DB format");
        assertThatThrownBy(() -> PlaceDatabase.of(Arrays.copyOfRange(octets, 600, octets.length)))
                .hasMessage("the file is shorter than it says");
    }

    @Test
    void damageIsRefusedOrUnknownButNeverThrown() {
        Random dice = new Random(11);
        byte[] whole = DatabaseWriter.networks(Map.of("203.0.113.0/24", 64_500L, "2001:db8::/32", 64_501L));
        for (int round = 0; round < 20_000; round++) {
            byte[] octets = whole.clone();
            for (int hit = 0; hit < 4; hit++) {
                octets[dice.nextInt(octets.length)] = (byte) dice.nextInt();
            }
            try {
                PlaceDatabase database = PlaceDatabase.of(octets);
                database.asn(IpAddress.parse("203.0.113.9"));
                database.country(IpAddress.parse("2001:db8::9"));
            } catch (IllegalArgumentException refused) {
                assertThat(refused).hasMessageNotContaining("null");
            }
        }
    }
}
