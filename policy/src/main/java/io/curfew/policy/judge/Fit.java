package io.curfew.policy.judge;

/** Whether somebody is meant; nobody can tell while the file that would say so is not there. */
enum Fit {
    YES,
    NO,
    UNTOLD;

    static Fit of(boolean fits) {
        return fits ? YES : NO;
    }

    Fit opposite() {
        return switch (this) {
            case YES -> NO;
            case NO -> YES;
            case UNTOLD -> UNTOLD;
        };
    }
}
