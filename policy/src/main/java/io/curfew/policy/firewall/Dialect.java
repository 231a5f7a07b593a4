package io.curfew.policy.firewall;

/**
 * How one kind of firewall wants to be told. People paste that into a root shell: {@link Blocked} lets in nothing else.
 */
interface Dialect {
    String write(Blocked blocked);

    /** How to try it and how to take it back, in sentences. */
    String use(Blocked blocked);
}
