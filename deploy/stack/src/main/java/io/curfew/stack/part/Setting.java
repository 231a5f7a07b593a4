package io.curfew.stack.part;

/**
 * Where one stack runs: its programs, its state folder, its ports and how others reach it. Tests alone let people trade
 * their password for a token without a browser ({@code passwordGrant}).
 */
public record Setting(Programs programs, StateFolder state, Ports ports, Binding binding, boolean passwordGrant) {
    /** For this machine only. */
    public static Setting onLoopback(Programs programs, StateFolder state, Ports ports) {
        return new Setting(programs, state, ports, Binding.LOOPBACK, false);
    }

    /** The host name or address that others reach the stack by. */
    public String host() {
        return binding.host();
    }
}
