package io.curfew.collector.access;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Says who asks now. */
@RequestScoped
public class Callers {
    private final SecurityIdentity identity;

    Callers(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** The caller of this request, who has been let in. */
    public Caller current() {
        JsonWebToken token = token();
        String name = text(token.getClaim("preferred_username"), token.getName());
        Set<Role> roles = Arrays.stream(Role.values())
                .filter(role -> identity.hasRole(role.text()))
                .collect(Collectors.toUnmodifiableSet());
        return new Caller(name, text(token.getClaim("name"), name), roles, SiteGroups.visibleTo(groups(token)));
    }

    /** Until when the caller's token holds; whoever brings none by then is nobody. */
    public Instant heldUntil() {
        return Instant.ofEpochSecond(token().getExpirationTime());
    }

    /** The caller's token as it came. */
    public String rawToken() {
        return token().getRawToken();
    }

    private JsonWebToken token() {
        if (!(identity.getPrincipal() instanceof JsonWebToken token)) {
            throw new IllegalStateException("a caller without a token was let in");
        }
        return token;
    }

    private static String text(@Nullable Object claim, String otherwise) {
        String text = claim instanceof JsonString json ? json.getString() : String.valueOf(claim);
        return claim == null || text.isBlank() ? otherwise : text;
    }

    private static List<String> groups(JsonWebToken token) {
        return switch (token.<@Nullable Object>getClaim("groups")) {
            case JsonArray array ->
                array.getValuesAs(JsonString.class).stream()
                        .map(JsonString::getString)
                        .toList();
            case Iterable<?> texts -> {
                List<String> groups = new ArrayList<>();
                texts.forEach(text -> groups.add(String.valueOf(text)));
                yield List.copyOf(groups);
            }
            case null, default -> List.of();
        };
    }
}
