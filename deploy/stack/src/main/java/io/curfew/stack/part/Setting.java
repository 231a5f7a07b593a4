package io.curfew.stack.part;

/**
 * Where one stack runs: its programs, its state folder, its ports, the address that it binds to and the host name or
 * address that others reach it by. Tests alone let people trade their password for a token without a browser
 * ({@code passwordGrant}).
 */
public record Setting(
        Programs programs, StateFolder state, Ports ports, String bind, String host, boolean passwordGrant) {
    public static final String LOOPBACK = "127.0.0.1";

    /** Reached from this machine only. */
    public static Setting onLoopback(Programs programs, StateFolder state, Ports ports) {
        return new Setting(programs, state, ports, LOOPBACK, LOOPBACK, false);
    }
}
