package io.curfew.policy;

/** Which letters of a text that strangers chose may stand in a line for people. */
public final class PlainLetters {
    private PlainLetters() {}

    /** False for controls, for marks that turn or hide letters, and for what is no letter of any script. */
    public static boolean has(int letter) {
        return switch (Character.getType(letter)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
