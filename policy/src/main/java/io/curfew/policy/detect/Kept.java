package io.curfew.policy.detect;

import io.curfew.policy.judge.Decision;
import org.jspecify.annotations.Nullable;

/**
 * What an alert keeps of a flow or a question, judged anew.
 *
 * @param self the device that the alert is about
 * @param other whom it spoke with; absent for a question
 * @param initiated true when the device began
 * @param isJudged false where too little is kept to tell what the rules say
 */
public record Kept(End self, @Nullable End other, boolean initiated, boolean isJudged) {

    /** What the rules say, where no missing file leaves it open; absent where nobody can tell. */
    public @Nullable Decision decision() {
        if (!isJudged) {
            return null;
        }
        return switch (self.decision()) {
            case Decision.Allowed allowed -> allowed.untold() == null ? allowed : null;
            case Decision.NotForbidden notForbidden -> notForbidden.untold() == null ? notForbidden : null;
            case Decision.NotAllowed notAllowed -> notAllowed;
            case Decision.Denied denied -> denied;
            case Decision.Unjudged unjudged -> unjudged;
        };
    }
}
