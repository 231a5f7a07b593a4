package io.curfew.policy.judge;

import io.curfew.policy.language.Entry;
import io.curfew.policy.language.Rule;
import io.curfew.policy.language.Selector;
import io.curfew.policy.name.KnownName;
import io.curfew.policy.plan.SitePlan;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What the rules that name one device say to it. */
public final class Permissions {
    private static final Decision UNJUDGED = new Decision.Unjudged();
    private static final Decision NOT_FORBIDDEN = new Decision.NotForbidden();
    private static final int MOST_ENTRIES_TOLD = 20;

    private final boolean named;
    private final List<String> mudUrls;
    private final Decision.@Nullable NotAllowed notAllowed;
    private final List<Clause> allowTo = new ArrayList<>();
    private final List<Clause> allowFrom = new ArrayList<>();
    private final List<Clause> denyTo = new ArrayList<>();
    private final List<Clause> denyFrom = new ArrayList<>();
    private final List<Clause> denyQuestions = new ArrayList<>();

    /** @param rules those that name the device, in the order of the policy */
    Permissions(List<Rule> rules, SitePlan plan, MudUrls mudUrls) {
        named = !rules.isEmpty();
        this.mudUrls = rules.stream().flatMap(rule -> rule.mudUrls().stream()).toList();
        Rule gravest = null;
        for (Rule rule : rules) {
            for (Entry entry : rule.allow()) {
                (entry.direction() == Entry.Direction.TO ? allowTo : allowFrom)
                        .add(new Clause(rule, entry, plan, mudUrls));
            }
            for (Entry entry : rule.deny()) {
                List<Clause> clauses = !entry.names().isEmpty()
                        ? denyQuestions
                        : entry.direction() == Entry.Direction.TO ? denyTo : denyFrom;
                clauses.add(new Clause(rule, entry, plan, mudUrls));
            }
            if (rule.isDefaultDeny() && (gravest == null || rule.severity().compareTo(gravest.severity()) > 0)) {
                gravest = rule;
            }
        }
        // Of several entries that allow the same, the one that names the very peer says most; an address more than a
        // name,
        // which the device itself may have sent.
        Comparator<Clause> deliberateFirst =
                Comparator.comparing(Clause::isDeliberate).reversed().thenComparing(Clause::asksForNames);
        allowTo.sort(deliberateFirst);
        allowFrom.sort(deliberateFirst);
        notAllowed = gravest == null ? null : new Decision.NotAllowed(gravest, allowed(gravest), null);
    }

    /** What a rule allows, an entry a line as the policy has it; a long rule is cut and says so. */
    private static String allowed(Rule rule) {
        String listed = rule.allow().stream()
                .limit(MOST_ENTRIES_TOLD)
                .map(entry -> "\n  - " + entry.text())
                .collect(Collectors.joining());
        int left = rule.allow().size() - MOST_ENTRIES_TOLD;
        return "allow:" + listed + (left > 0 ? "\n  … and " + left + " more" : "");
    }

    /** True when at least one rule names the device. */
    public boolean isNamed() {
        return named;
    }

    /** The MUD URLs of the rules that name the device. */
    List<String> mudUrls() {
        return mudUrls;
    }

    /** The decision on a flow that the device initiates. */
    public Decision to(Call call) {
        return decide(call, denyTo, allowTo);
    }

    /** The decision on a flow that another initiates toward the device. */
    public Decision from(Call call) {
        return decide(call, denyFrom, allowFrom);
    }

    /**
     * True when a decision may be another one, were more known of what the other end is called.
     *
     * @param isInitiator true for a flow that the device initiates
     */
    public boolean dependsOnMoreNames(Decision decision, Call call, boolean isInitiator) {
        boolean mayDeny = (isInitiator ? denyTo : denyFrom)
                .stream().anyMatch(clause -> clause.asksForNames() && clause.concerns(call));
        boolean isByExclusion = decision instanceof Decision.Allowed allowed
                && allowed.entry().others().stream().anyMatch(Permissions::excludes);
        return mayDeny || isByExclusion;
    }

    private static boolean excludes(Selector selector) {
        return selector instanceof Selector.Not
                || (selector instanceof Selector.All all && all.each().stream().anyMatch(Permissions::excludes));
    }

    /** True when an entry denies questions for names. */
    public boolean deniesQuestions() {
        return !denyQuestions.isEmpty();
    }

    private Decision decide(Call call, List<Clause> deny, List<Clause> allow) {
        if (!named) {
            return UNJUDGED;
        }
        KnownName current = call.names().isEmpty() ? null : call.names().getFirst();
        Decision.Untold untold = null;
        for (int index = 0; index < deny.size(); index++) {
            Clause clause = deny.get(index);
            Fit fit = clause.concerns(call) ? clause.means(call.other(), current) : Fit.NO;
            if (fit == Fit.YES && !isAllowedBefore(clause.entry(), call, current, allow)) {
                return new Decision.Denied(clause.rule(), clause.entry(), clause.asksForNames() ? current : null);
            }
            untold = untold == null && fit == Fit.UNTOLD ? clause.untold() : untold;
        }
        if (notAllowed == null) {
            return untold == null ? NOT_FORBIDDEN : new Decision.NotForbidden(untold);
        }
        for (int index = 0; index < allow.size(); index++) {
            Decision allowed = allowedBy(allow.get(index), call, current, untold);
            if (allowed != null) {
                return allowed;
            }
        }
        Decision.Untold mayAllow = firstUntold(allow, call, current);
        return mayAllow == null
                ? notAllowed
                : new Decision.NotAllowed(notAllowed.rule(), notAllowed.allowedText(), mayAllow);
    }

    /** True where the first match decides, and an entry that allows the call stands before the one that denies it. */
    private static boolean isAllowedBefore(Entry denied, Call call, @Nullable KnownName current, List<Clause> allow) {
        if (denied.place() == null) {
            return false;
        }
        for (int index = 0; index < allow.size(); index++) {
            Clause clause = allow.get(index);
            if (clause.entry().precedes(denied) && allowedBy(clause, call, current, null) != null) {
                return true;
            }
        }
        return false;
    }

    /** The first entry that might allow the call, could anybody tell whom it means. */
    private static Decision.@Nullable Untold firstUntold(List<Clause> allow, Call call, @Nullable KnownName current) {
        for (int index = 0; index < allow.size(); index++) {
            Clause clause = allow.get(index);
            boolean isUntold =
                    clause.canBeUntold() && clause.concerns(call) && clause.means(call.other(), current) == Fit.UNTOLD;
            if (isUntold) {
                return clause.untold();
            }
        }
        return null;
    }

    /** Several names on an address: any of those that the device asked for will do. */
    private static @Nullable Decision allowedBy(
            Clause clause, Call call, @Nullable KnownName current, Decision.@Nullable Untold untold) {
        if (!clause.concerns(call)) {
            return null;
        }
        if (clause.means(call.other(), current) == Fit.YES) {
            boolean isByName = clause.asksForNames() && clause.means(call.other(), null) != Fit.YES;
            KnownName by = isByName ? current : null;
            return new Decision.Allowed(clause.rule(), clause.entry(), by, clause.isDeliberate(), untold);
        }
        if (clause.asksForNames()) {
            for (int index = 1; index < call.names().size(); index++) {
                KnownName name = call.names().get(index);
                if (clause.means(call.other(), name) == Fit.YES) {
                    return new Decision.Allowed(clause.rule(), clause.entry(), name, clause.isDeliberate(), untold);
                }
            }
        }
        return null;
    }

    /** The decision on a question for a name, whoever is asked; the server is judged by the question's flow. */
    public Decision question(KnownName name, Instant at) {
        Decision.Untold untold = null;
        for (int index = 0; index < denyQuestions.size(); index++) {
            Clause clause = denyQuestions.get(index);
            Fit fit = clause.entry().holdsAt(at) ? clause.meansQuestion(name) : Fit.NO;
            if (fit == Fit.YES) {
                return new Decision.Denied(clause.rule(), clause.entry(), name);
            }
            untold = untold == null && fit == Fit.UNTOLD ? clause.untold() : untold;
        }
        if (untold != null) {
            return new Decision.NotForbidden(untold);
        }
        return named ? NOT_FORBIDDEN : UNJUDGED;
    }
}
