package io.curfew.stack.demo;

/** How bad an alert is, worst first, as the API words it. */
enum Severity {
    CRITICAL,
    HIGH,
    MEDIUM,
    LOW
}
