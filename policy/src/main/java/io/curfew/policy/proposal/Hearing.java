package io.curfew.policy.proposal;

import io.curfew.events.IpAddress;
import io.curfew.policy.Alert;
import io.curfew.policy.judge.SiteRules;
import io.curfew.policy.language.Policy;
import io.curfew.policy.language.Rule;
import io.curfew.policy.plan.Party;
import io.curfew.policy.plan.SitePlan;

import java.util.List;

/** What the rules of a policy say to the device of an alert, as far as the alert tells who that is. */
final class Hearing {
    private static final IpAddress UNKNOWN = IpAddress.v4(0);

    private final SiteRules rules;
    private final Party device;

    Hearing(Policy policy, Alert alert) {
        SitePlan plan = SitePlan.of(policy, alert.site());
        rules = new SiteRules(policy, alert.site(), plan);
        IpAddress ip = alert.deviceIp() == null ? UNKNOWN : alert.deviceIp();
        device = new Party(
                ip,
                alert.mac(),
                alert.device(),
                plan.listed(alert.device()),
                alert.zone(),
                plan.isServer(ip) || plan.isGateway(alert.device()));
    }

    /** The rules that speak of the device. */
    List<Rule> rules() {
        return rules.naming(device);
    }

    /** True when one of these rules forbids the device whatever is not allowed. */
    boolean isUnderDefaultDeny() {
        return rules().stream().anyMatch(Rule::isDefaultDeny);
    }
}
