/**
 * Rows as octets: any record goes in, few octets come out, and the same record comes back. What a newer version added
 * at the end of a record is read as absent from what an older one wrote.
 */
@NullMarked
package io.curfew.collector.row;

import org.jspecify.annotations.NullMarked;
