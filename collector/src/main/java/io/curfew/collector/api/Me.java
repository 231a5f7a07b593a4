package io.curfew.collector.api;

import io.curfew.collector.access.Caller;
import io.curfew.collector.access.Role;
import io.curfew.events.SiteId;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.util.List;

/**
 * Who is signed in and what they may do.
 *
 * @param name the user's name
 * @param displayName how people call them
 * @param roles what they may do
 * @param sites the sites that they see by id; {@code *} alone: all
 * @param signOut where to go to sign out
 */
@Schema(name = "Caller")
public record Me(String name, String displayName, List<Role> roles, List<String> sites, String signOut) {
    static Me of(Caller caller) {
        List<String> sites = caller.sites()
                .named()
                .map(named -> named.stream().sorted().map(SiteId::value).toList())
                .orElse(List.of("*"));
        return new Me(
                caller.name(),
                caller.displayName(),
                caller.roles().stream().sorted().toList(),
                sites,
                SignInResource.SIGN_OUT);
    }
}
