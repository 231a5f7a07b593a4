package io.curfew.policy.alert;

/**
 * How a matter is recognised.
 *
 * @param alert the id of its alert
 * @param act what it is about without its peer: a flow counts once for it
 */
public record Identity(String alert, String act) {}
