package io.curfew.policy;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a person says of a device; what the policy says of it goes before. In JSON:
 *
 * <pre>{@code
 * {"name":"Door camera","tags":["camera"],"owner":"olga","trust":"limited","notes":"Bought in 2024.",
 *  "links":[{"title":"Manual","url":"https://example.org/manual"}]}
 * }</pre>
 *
 * @param name how people call it; absent when they leave that to the device
 * @param tags what they sort it under, at most {@value #MOST_TAGS}; no rule selects by them
 * @param owner whose it is; absent when nobody says
 * @param trust how far it is trusted; absent when nobody says
 * @param notes what they want to remember; empty when nothing
 * @param links what is to be read about it, at most {@value #MOST_LINKS}
 */
public record DeviceRemark(
        @Nullable String name,
        List<String> tags,
        @Nullable String owner,
        @Nullable Trust trust,
        String notes,
        List<Link> links) {
    /** The most tags. */
    public static final int MOST_TAGS = 16;
    /** The most links. */
    public static final int MOST_LINKS = 8;
    /** The longest name, owner, tag and title. */
    public static final int LONGEST_LINE_CHARACTERS = 128;
    /** The longest notes. */
    public static final int LONGEST_NOTES_CHARACTERS = 2_000;
    /** The longest address of a link. */
    public static final int LONGEST_URL_CHARACTERS = 512;

    private static final Pattern WEB = Pattern.compile("https?://[^\\s/?#]+\\S*");
    private static final Pattern TAG = Pattern.compile("[a-z0-9][a-z0-9._:-]*");

    /** How far a person trusts a device. */
    public enum Trust {
        UNTRUSTED,
        LIMITED,
        TRUSTED
    }

    /**
     * Something to read.
     *
     * @param title what it is
     * @param url where it is; http or https
     */
    public record Link(String title, String url) {
        public Link {
            requireLine("a link's title", title);
            if (url.length() > LONGEST_URL_CHARACTERS || !WEB.matcher(url).matches()) {
                throw new IllegalArgumentException("a link begins with http:// or https:// and has at most "
                        + LONGEST_URL_CHARACTERS + " characters, was \"" + url + "\"");
            }
        }
    }

    public DeviceRemark {
        tags = tags == null ? List.of() : List.copyOf(tags);
        links = links == null ? List.of() : List.copyOf(links);
        notes = notes == null ? "" : notes;
        if (name != null) {
            requireLine("a name", name);
        }
        if (owner != null) {
            requireLine("an owner", owner);
        }
        if (tags.size() > MOST_TAGS || links.size() > MOST_LINKS) {
            throw new IllegalArgumentException("a device has at most " + MOST_TAGS + " tags and " + MOST_LINKS
                    + " links, had " + tags.size() + " and " + links.size());
        }
        for (String tag : tags) {
            if (tag.length() > LONGEST_LINE_CHARACTERS || !TAG.matcher(tag).matches()) {
                throw new IllegalArgumentException(
                        "a tag is of lower-case letters, digits and ._:- , was \"" + tag + "\"");
            }
        }
        if (notes.length() > LONGEST_NOTES_CHARACTERS) {
            throw new IllegalArgumentException(
                    "notes have at most " + LONGEST_NOTES_CHARACTERS + " characters, had " + notes.length());
        }
    }

    private static void requireLine(String what, String line) {
        boolean isLine = !line.isBlank() && line.chars().noneMatch(Character::isISOControl);
        if (!isLine || line.length() > LONGEST_LINE_CHARACTERS) {
            throw new IllegalArgumentException(
                    what + " is one line of 1 to " + LONGEST_LINE_CHARACTERS + " characters, was \"" + line + "\"");
        }
    }
}
