package io.curfew.collector.api;

import io.curfew.collector.kafka.PolicyInForce;
import io.curfew.events.IpAddress;
import io.curfew.policy.Alert;
import io.curfew.policy.language.Entry;
import io.curfew.policy.language.GivenPlaces;
import io.curfew.policy.language.Rule;
import org.jspecify.annotations.Nullable;

import java.util.Optional;

/** Finds what is known around an alert in the policy in force and in the databases that it names. */
final class AlertContexts {
    private static final int OCTET = 0xff;

    private AlertContexts() {}

    static AlertContext of(Alert alert, PolicyInForce inForce) {
        IpAddress ip = alert.peer() == null ? null : alert.peer().ip();
        return new AlertContext(
                alert.kind() == Alert.Kind.RULE ? rule(alert, inForce) : null,
                ip == null ? null : network(ip, inForce.policy().places()));
    }

    private static AlertContext.@Nullable RulePlace rule(Alert alert, PolicyInForce inForce) {
        Optional<Rule> rule = inForce.policy().rule(alert.site(), alert.origin());
        return rule.map(found -> new AlertContext.RulePlace(
                        found.file(),
                        line(found, alert.ruleText()),
                        inForce.policy().version()))
                .orElse(null);
    }

    /** The line of the entry that denies; the rule's own where nothing allows, and for entries of a MUD file. */
    private static int line(Rule rule, String text) {
        return rule.deny().stream()
                .filter(entry -> entry.text().equals(text))
                .mapToInt(Entry::line)
                .filter(line -> line >= rule.line())
                .findFirst()
                .orElse(rule.line());
    }

    private static AlertContext.@Nullable Network network(IpAddress ip, GivenPlaces places) {
        int country = places.countries() == null ? 0 : places.countries().country(ip);
        long asn = places.networks() == null ? 0 : places.networks().asn(ip);
        String owner = places.networks() == null ? "" : places.networks().organisation(ip);
        return country == 0 && asn == 0 && owner.isEmpty()
                ? null
                : new AlertContext.Network(
                        country == 0 ? null : letters(country), asn == 0 ? null : asn, owner.isEmpty() ? null : owner);
    }

    private static String letters(int country) {
        return "" + (char) (country >>> Byte.SIZE) + (char) (country & OCTET);
    }
}
