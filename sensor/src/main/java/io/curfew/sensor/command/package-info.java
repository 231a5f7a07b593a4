/** The subcommands of the command line: arguments in, exit code out; each puts the stages together for its purpose. */
@NullMarked
package io.curfew.sensor.command;

import org.jspecify.annotations.NullMarked;
