package io.curfew.stack.part;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

import static org.assertj.core.api.Assertions.assertThat;

class RealmTemplateTest {
    private static final Credentials CREDENTIALS = Credentials.generate(new SecureRandom());
    private static final String CONSOLE = "http://127.0.0.1:7480";

    @Test
    void nothingIsLeftBlank() {
        assertThat(RealmTemplate.filled(CREDENTIALS, CONSOLE, false)).doesNotContain("${");
    }

    @Test
    void everyPersonHasTheGeneratedPassword() throws Exception {
        JsonNode realm = realm(false);

        for (String person : Credentials.PEOPLE) {
            assertThat(named(realm.path("users"), "username", person)
                            .path("credentials")
                            .path(0)
                            .path("value")
                            .asText())
                    .isEqualTo(CREDENTIALS.of(person));
        }
    }

    @Test
    void peopleSeeTheSitesOfTheirGroups() throws Exception {
        JsonNode users = realm(false).path("users");

        assertThat(texts(named(users, "username", "olga").path("groups"))).containsExactly("/sites/*");
        assertThat(texts(named(users, "username", "lia").path("groups"))).containsExactly("/sites/lisbon");
        assertThat(texts(named(users, "username", "pedro").path("groups"))).containsExactly("/sites/porto");
        assertThat(texts(named(users, "username", "pedro").path("realmRoles"))).containsExactly("viewer");
    }

    @Test
    void theConsoleIsSignedInToAtItsOwnAddressOnly() throws Exception {
        JsonNode console = named(realm(false).path("clients"), "clientId", Credentials.CONSOLE_CLIENT);

        assertThat(texts(console.path("redirectUris"))).containsExactly(CONSOLE + "/*");
        assertThat(console.path("attributes").path("pkce.code.challenge.method").asText())
                .isEqualTo("S256");
        assertThat(console.path("publicClient").asBoolean()).isFalse();
    }

    @Test
    void onlyTestsMayTradeAPasswordForAToken() throws Exception {
        assertThat(passwordGrant(realm(false))).isFalse();
        assertThat(passwordGrant(realm(true))).isTrue();
    }

    private static boolean passwordGrant(JsonNode realm) {
        return named(realm.path("clients"), "clientId", Credentials.CONSOLE_CLIENT)
                .path("directAccessGrantsEnabled")
                .asBoolean();
    }

    private static JsonNode realm(boolean passwordGrant) throws Exception {
        return new ObjectMapper().readTree(RealmTemplate.filled(CREDENTIALS, CONSOLE, passwordGrant));
    }

    private static JsonNode named(JsonNode list, String key, String name) {
        return StreamSupport.stream(list.spliterator(), false)
                .filter(entry -> entry.path(key).asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
