package io.curfew.policy.alert;

import io.curfew.policy.Command;
import io.curfew.policy.Standing;

/** What a person decides about an alert in, where it stands then out. */
public final class LifeCycle {
    private LifeCycle() {}

    /** What {@code command} makes of {@code standing}; the same where it makes nothing of it. */
    public static Standing after(Standing standing, Command.OfAlert command) {
        String by = command.by();
        Standing turned = switch (command) {
            case Command.Acknowledge acknowledge -> standing.acknowledged(by, command.at(), acknowledge.note());
            case Command.Unacknowledge _ -> standing.unacknowledged(by, command.at());
            case Command.Mute mute -> standing.muted(by, command.at(), mute.until());
            case Command.Unmute _ -> standing.unmuted(by, command.at());
            case Command.Resolve _ -> standing.resolved(by, command.at());
            case Command.Reopen _ -> standing.reopened(by, command.at());
            case Command.Note _ -> standing;
        };
        return command.note().isEmpty() ? turned : turned.noted(by, command.at(), command.note());
    }
}
