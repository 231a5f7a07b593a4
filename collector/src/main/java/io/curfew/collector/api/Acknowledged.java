package io.curfew.collector.api;

import io.curfew.policy.Alert;
import io.curfew.policy.Command;

/** An alert as it will be once a command has been done. */
final class Acknowledged {
    private Acknowledged() {}

    static Alert as(Alert alert, Command.Acknowledge command) {
        return new Alert(
                alert.id(),
                alert.site(),
                alert.kind(),
                alert.origin(),
                alert.device(),
                alert.deviceName(),
                alert.mac(),
                alert.deviceIp(),
                alert.zone(),
                alert.peer(),
                alert.service(),
                alert.severity(),
                Alert.State.ACKNOWLEDGED,
                alert.count(),
                alert.outcomes(),
                alert.first(),
                alert.last(),
                alert.policyVersion(),
                alert.ruleText(),
                alert.initiatorCertain(),
                alert.what(),
                alert.why(),
                alert.advice(),
                alert.evidence(),
                new Alert.Acknowledgement(command.by(), command.at(), command.note()));
    }
}
