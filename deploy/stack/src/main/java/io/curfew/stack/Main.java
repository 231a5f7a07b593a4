package io.curfew.stack;

import io.curfew.stack.command.StackCommand;

/** Where the program of the local stack begins. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(StackCommand.execute(arguments));
    }
}
