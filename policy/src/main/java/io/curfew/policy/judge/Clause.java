package io.curfew.policy.judge;

import io.curfew.events.DomainName;
import io.curfew.events.IpAddress;
import io.curfew.events.Transport;
import io.curfew.policy.language.Entry;
import io.curfew.policy.language.NameList;
import io.curfew.policy.language.NamePattern;
import io.curfew.policy.language.Rule;
import io.curfew.policy.language.Selector;
import io.curfew.policy.name.KnownName;
import io.curfew.policy.plan.Party;
import io.curfew.policy.plan.SitePlan;
import io.curfew.policy.service.PortRange;
import org.jspecify.annotations.Nullable;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** One entry of a rule, made ready for one site: matching it makes no object. */
final class Clause {
    /** A selector, ready for one site. */
    private interface Test {
        boolean matches(Party other, @Nullable KnownName name);
    }

    private final Rule rule;
    private final Entry entry;
    private final Set<Transport> transports;
    private final PortRange[] ports;
    private final Test[] others;
    private final Test[] names;
    private final boolean asksForNames;
    private final boolean deliberate;

    Clause(Rule rule, Entry entry, SitePlan plan) {
        this.rule = rule;
        this.entry = entry;
        transports = entry.transports().isEmpty() ? EnumSet.allOf(Transport.class) : EnumSet.copyOf(entry.transports());
        ports = entry.ports().toArray(PortRange[]::new);
        others = entry.others().stream().map(selector -> test(selector, plan)).toArray(Test[]::new);
        names = entry.names().stream().map(selector -> test(selector, plan)).toArray(Test[]::new);
        asksForNames = entry.others().stream().anyMatch(Clause::asksForNames);
        deliberate = !entry.others().isEmpty() && entry.others().stream().allMatch(Clause::isDeliberate);
    }

    Rule rule() {
        return rule;
    }

    Entry entry() {
        return entry;
    }

    boolean asksForNames() {
        return asksForNames;
    }

    boolean isDeliberate() {
        return deliberate;
    }

    /** True when the entry is in force and speaks of the call's transport and port. */
    boolean concerns(Call call) {
        if (names.length > 0 || !entry.holdsAt(call.at())) {
            return false;
        }
        if (!transports.contains(call.transport())) {
            return false;
        }
        if (ports.length == 0) {
            return true;
        }
        for (PortRange range : ports) {
            if (range.contains(call.transport(), call.port())) {
                return true;
            }
        }
        return false;
    }

    /** True when the entry means the other end, should it be called {@code name}. */
    boolean means(Party other, @Nullable KnownName name) {
        if (others.length == 0) {
            return true;
        }
        for (Test test : others) {
            if (test.matches(other, name)) {
                return true;
            }
        }
        return false;
    }

    /** True when the entry speaks of questions for {@code name}. */
    boolean meansQuestion(KnownName name) {
        Party nobody = Party.outside(IpAddress.v4(0));
        for (Test test : names) {
            if (test.matches(nobody, name)) {
                return true;
            }
        }
        return false;
    }

    private static boolean asksForNames(Selector selector) {
        return switch (selector) {
            case Selector.Named _, Selector.OnList _, Selector.TimeServers _ -> true;
            case Selector.Not not -> not.others().stream().anyMatch(Clause::asksForNames);
            case Selector.Resolvers _,
                    Selector.Controllers _,
                    Selector.Gateway _,
                    Selector.Internet _,
                    Selector.InZone _,
                    Selector.OfDevice _,
                    Selector.Tagged _,
                    Selector.InSubnet _ -> false;
        };
    }

    private static boolean isDeliberate(Selector selector) {
        return switch (selector) {
            case Selector.Internet _, Selector.Not _, Selector.InZone _, Selector.Tagged _, Selector.OnList _ -> false;
            case Selector.Named named -> !named.name().below();
            case Selector.InSubnet subnet ->
                subnet.subnet().prefixBits() >= (subnet.subnet().base().isV6() ? 48 : 16);
            case Selector.TimeServers _,
                    Selector.Resolvers _,
                    Selector.Controllers _,
                    Selector.Gateway _,
                    Selector.OfDevice _ -> true;
        };
    }

    private static Test test(Selector selector, SitePlan plan) {
        return switch (selector) {
            case Selector.Resolvers _ -> (other, name) -> plan.isResolver(other.ip());
            case Selector.TimeServers _ ->
                (other, name) -> plan.isTimeServer(other.ip()) || isCalled(name, plan::isTimeServer);
            case Selector.Controllers _ -> (other, name) -> other.device() != null && plan.isController(other.device());
            case Selector.Gateway _ ->
                (other, name) ->
                        plan.isGateway(other.ip()) || (other.device() != null && plan.isGateway(other.device()));
            case Selector.Internet _ -> (other, name) -> other.zone() == null && plan.isInternet(other.ip());
            case Selector.InZone zone -> (other, name) -> zone.zone().equals(other.zone());
            case Selector.OfDevice device -> (other, name) -> device.device().equals(other.device());
            case Selector.Tagged tag ->
                (other, name) -> other.listed() != null && other.listed().tags().contains(tag.tag());
            case Selector.InSubnet subnet -> (other, name) -> subnet.subnet().contains(other.ip());
            case Selector.Named named -> {
                NamePattern pattern = named.name();
                yield (other, name) -> isCalled(name, pattern::matches);
            }
            case Selector.OnList onList -> {
                NameList list = onList.list();
                yield (other, name) -> list.covers(other.ip()) || isCalled(name, list::covers);
            }
            case Selector.Not not -> {
                List<Test> tests =
                        not.others().stream().map(other -> test(other, plan)).toList();
                yield (other, name) -> tests.stream().noneMatch(test -> test.matches(other, name));
            }
        };
    }

    /** The name asked for and each name of its chain count. */
    private static boolean isCalled(@Nullable KnownName name, Predicate<DomainName> wanted) {
        if (name == null) {
            return false;
        }
        if (wanted.test(name.name())) {
            return true;
        }
        for (int index = 0; index < name.chain().size(); index++) {
            if (wanted.test(name.chain().get(index))) {
                return true;
            }
        }
        return false;
    }
}
