package io.curfew.policy.judge;

import io.curfew.events.DomainName;
import io.curfew.events.IpAddress;
import io.curfew.events.Transport;
import io.curfew.policy.language.Entry;
import io.curfew.policy.language.NameList;
import io.curfew.policy.language.NamePattern;
import io.curfew.policy.language.Rule;
import io.curfew.policy.language.Selector;
import io.curfew.policy.language.Subnet;
import io.curfew.policy.name.KnownName;
import io.curfew.policy.place.PlaceDatabase;
import io.curfew.policy.plan.Duty;
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
    /** Of inside addresses a block of at most eight names whom it means; a larger one is a group, as a zone is. */
    private static final int MOST_INSIDE_BITS = 3;

    private static final int OWN_BLOCK_V4 = 16;
    private static final int OWN_BLOCK_V6 = 48;

    /** A selector, ready for one site. */
    private interface Test {
        Fit fit(Party other, @Nullable KnownName name);
    }

    private final Rule rule;
    private final Entry entry;
    private final Set<Transport> transports;
    private final PortRange[] initiatorPorts;
    private final PortRange[] ports;
    private final Test[] others;
    private final Test[] names;
    private final boolean asksForNames;
    private final boolean deliberate;
    private final boolean canBeUntold;
    private final Decision.Untold untold;

    Clause(Rule rule, Entry entry, SitePlan plan, MudUrls mudUrls) {
        this.rule = rule;
        this.entry = entry;
        untold = new Decision.Untold(rule, entry);
        transports = entry.transports().isEmpty() ? EnumSet.allOf(Transport.class) : EnumSet.copyOf(entry.transports());
        initiatorPorts = entry.initiatorPorts().toArray(PortRange[]::new);
        ports = entry.ports().toArray(PortRange[]::new);
        others = tests(entry.others(), plan, mudUrls);
        names = tests(entry.names(), plan, mudUrls);
        canBeUntold = entry.others().stream().anyMatch(Clause::lacksFile);
        asksForNames = entry.others().stream().anyMatch(Clause::asksForNames);
        deliberate =
                !entry.others().isEmpty() && entry.others().stream().allMatch(selector -> isDeliberate(selector, plan));
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

    /** True when the entry needs a file that was not given. */
    boolean canBeUntold() {
        return canBeUntold;
    }

    Decision.Untold untold() {
        return untold;
    }

    /** True when the entry is in force and speaks of the call's transport and port. */
    boolean concerns(Call call) {
        if (names.length > 0 || !entry.holdsAt(call.at())) {
            return false;
        }
        if (!transports.contains(call.transport())) {
            return false;
        }
        return contains(ports, call.transport(), call.port())
                && contains(initiatorPorts, call.transport(), call.initiatorPort());
    }

    private static boolean contains(PortRange[] ranges, Transport transport, int port) {
        for (PortRange range : ranges) {
            if (range.contains(transport, port)) {
                return true;
            }
        }
        return ranges.length == 0;
    }

    /** Whether the entry means the other end, should it be called {@code name}. */
    Fit means(Party other, @Nullable KnownName name) {
        return others.length == 0 ? Fit.YES : any(others, other, name);
    }

    private static Fit any(Test[] tests, Party other, @Nullable KnownName name) {
        Fit fit = Fit.NO;
        for (Test test : tests) {
            Fit one = test.fit(other, name);
            if (one == Fit.YES) {
                return Fit.YES;
            }
            fit = one == Fit.UNTOLD ? one : fit;
        }
        return fit;
    }

    private static Fit all(Test[] tests, Party other, @Nullable KnownName name) {
        Fit fit = Fit.YES;
        for (Test test : tests) {
            Fit one = test.fit(other, name);
            if (one == Fit.NO) {
                return Fit.NO;
            }
            fit = one == Fit.UNTOLD ? one : fit;
        }
        return fit;
    }

    /** Whether the entry speaks of questions for {@code name}. */
    Fit meansQuestion(KnownName name) {
        return any(names, Party.outside(IpAddress.v4(0)), name);
    }

    private static boolean asksForNames(Selector selector) {
        return switch (selector) {
            case Selector.Named _, Selector.OnList _, Selector.TimeServers _ -> true;
            case Selector.Not not -> not.others().stream().anyMatch(Clause::asksForNames);
            case Selector.All all -> all.each().stream().anyMatch(Clause::asksForNames);
            case Selector.Resolvers _,
                    Selector.Controllers _,
                    Selector.Gateway _,
                    Selector.Internet _,
                    Selector.InZone _,
                    Selector.OfDevice _,
                    Selector.Tagged _,
                    Selector.InCountry _,
                    Selector.InNetwork _,
                    Selector.Local _,
                    Selector.MadeBy _,
                    Selector.OfModel _,
                    Selector.InSubnet _ -> false;
        };
    }

    private static boolean lacksFile(Selector selector) {
        return switch (selector) {
            case Selector.InCountry country -> country.database() == null;
            case Selector.InNetwork network -> network.database() == null;
            case Selector.OnList onList -> onList.list().isMissing();
            case Selector.Not not -> not.others().stream().anyMatch(Clause::lacksFile);
            case Selector.All all -> all.each().stream().anyMatch(Clause::lacksFile);
            case Selector.Named _,
                    Selector.TimeServers _,
                    Selector.Resolvers _,
                    Selector.Controllers _,
                    Selector.Gateway _,
                    Selector.Internet _,
                    Selector.InZone _,
                    Selector.OfDevice _,
                    Selector.Tagged _,
                    Selector.Local _,
                    Selector.MadeBy _,
                    Selector.OfModel _,
                    Selector.InSubnet _ -> false;
        };
    }

    private static boolean isDeliberate(Selector selector, SitePlan plan) {
        return switch (selector) {
            case Selector.Internet _,
                    Selector.Not _,
                    Selector.InZone _,
                    Selector.Tagged _,
                    Selector.OnList _,
                    Selector.InCountry _,
                    Selector.InNetwork _,
                    Selector.Local _,
                    Selector.MadeBy _,
                    Selector.OfModel _ -> false;
            case Selector.All all -> all.each().stream().anyMatch(one -> isDeliberate(one, plan));
            case Selector.Named named -> !named.name().below();
            case Selector.InSubnet subnet -> isDeliberate(subnet.subnet(), plan);
            case Selector.TimeServers _,
                    Selector.Resolvers _,
                    Selector.Controllers _,
                    Selector.Gateway _,
                    Selector.OfDevice _ -> true;
        };
    }

    /** On the internet somebody's own block counts, at home only who is meant. */
    private static boolean isDeliberate(Subnet subnet, SitePlan plan) {
        boolean isV6 = subnet.base().isV6();
        if (plan.isOutside(subnet)) {
            return subnet.prefixBits() >= (isV6 ? OWN_BLOCK_V6 : OWN_BLOCK_V4);
        }
        return (isV6 ? 128 : 32) - subnet.prefixBits() <= MOST_INSIDE_BITS;
    }

    private static Test[] tests(List<Selector> selectors, SitePlan plan, MudUrls mudUrls) {
        return selectors.stream().map(selector -> test(selector, plan, mudUrls)).toArray(Test[]::new);
    }

    private static Test test(Selector selector, SitePlan plan, MudUrls mudUrls) {
        return switch (selector) {
            case Selector.Resolvers _ -> (other, name) -> Fit.of(other.has(Duty.RESOLVER));
            case Selector.TimeServers _ ->
                (other, name) -> Fit.of(other.has(Duty.TIME_SERVER) || isCalled(name, plan::isTimeServer));
            case Selector.Controllers _ ->
                (other, name) -> Fit.of(other.device() != null && plan.isController(other.device()));
            case Selector.Gateway _ -> (other, name) -> Fit.of(other.has(Duty.GATEWAY));
            case Selector.Internet _ -> (other, name) -> Fit.of(other.zone() == null && plan.isInternet(other.ip()));
            case Selector.Local _ -> (other, name) -> Fit.of(other.zone() != null || !plan.isInternet(other.ip()));
            case Selector.InZone zone -> (other, name) -> Fit.of(zone.zone().equals(other.zone()));
            case Selector.OfDevice device ->
                (other, name) -> Fit.of(device.device().equals(other.device()));
            case Selector.Tagged tag ->
                (other, name) ->
                        Fit.of(other.listed() != null && other.listed().tags().contains(tag.tag()));
            case Selector.InSubnet subnet ->
                (other, name) -> Fit.of(subnet.subnet().contains(other.ip()));
            case Selector.Named named -> {
                NamePattern pattern = named.name();
                yield (other, name) -> Fit.of(isCalled(name, pattern::matches));
            }
            case Selector.OnList onList -> {
                NameList list = onList.list();
                if (list.isMissing()) {
                    yield (other, name) -> Fit.UNTOLD;
                }
                // Of a question nobody is the other end: its address, all zero, may stand on a list of hosts.
                yield (other, name) -> Fit.of(
                        (!other.ip().isUnspecified() && list.covers(other.ip())) || isCalled(name, list::covers));
            }
            case Selector.InCountry country -> {
                PlaceDatabase database = country.database();
                int code = PlaceDatabase.packed(country.country());
                yield placed(database == null ? null : ip -> database.country(ip) == code, plan);
            }
            case Selector.InNetwork network -> {
                PlaceDatabase database = network.database();
                yield placed(database == null ? null : ip -> database.asn(ip) == network.number(), plan);
            }
            case Selector.MadeBy madeBy -> (other, name) -> Fit.of(mudUrls.anyIsOf(other, madeBy.authority()));
            case Selector.OfModel model -> (other, name) -> Fit.of(mudUrls.anyIs(other, model.url()));
            case Selector.All all -> {
                Test[] tests = tests(all.each(), plan, mudUrls);
                yield (other, name) -> all(tests, other, name);
            }
            case Selector.Not not -> {
                Test[] tests = tests(not.others(), plan, mudUrls);
                yield (other, name) -> any(tests, other, name).opposite();
            }
        };
    }

    /** Only the internet has countries and networks; of it, nobody can tell without a database. */
    private static Test placed(@Nullable Predicate<IpAddress> isThere, SitePlan plan) {
        return (other, name) -> {
            if (other.zone() != null || !plan.isInternet(other.ip())) {
                return Fit.NO;
            }
            return isThere == null ? Fit.UNTOLD : Fit.of(isThere.test(other.ip()));
        };
    }

    /** The name asked for and each name of its chain count. */
    private static boolean isCalled(@Nullable KnownName name, Predicate<DomainName> wanted) {
        return name != null && name.anyIs(wanted);
    }
}
