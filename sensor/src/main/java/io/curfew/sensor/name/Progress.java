package io.curfew.sensor.name;

/** How far the reading of a stream's beginning has come. */
enum Progress {
    /** All is known that can be. */
    SETTLED,
    /** It may be what is looked for; more octets are wanted. */
    UNFINISHED,
    /** It is something else. */
    FOREIGN
}
