package io.curfew.stack.command;

import io.curfew.stack.part.Collector;
import io.curfew.stack.part.Credentials;
import io.curfew.stack.part.Kafka;
import io.curfew.stack.part.Keycloak;
import io.curfew.stack.part.OpenSearch;
import io.curfew.stack.part.Part;
import io.curfew.stack.part.Setting;

import java.io.PrintWriter;
import java.util.Set;

/** Says where the console is and who may sign in. */
final class Welcome {
    private Welcome() {}

    static void print(PrintWriter out, Setting setting, Credentials credentials, Set<Part> parts) {
        if (parts.contains(Part.COLLECTOR)) {
            out.println("  Console   " + new Collector(setting, credentials).address());
        } else {
            out.println("  Kafka     " + new Kafka(setting).address());
            out.println("  Store     " + new OpenSearch(setting).address());
            out.println("  Realm     " + new Keycloak(setting, credentials).realmAddress());
        }
        people(out, credentials);
        if (setting.binding().isWildcard()) {
            out.println("  Address   " + setting.host() + " is what others are told, of all that this machine has:"
                    + " --bind ADDRESS takes another");
        }
        if (!setting.binding().isOutOfReach()) {
            out.println("  Take care passwords travel unencrypted, and Kafka at " + new Kafka(setting).address()
                    + " asks for none: let only your own machines reach " + setting.host());
        }
        out.println("  Next      ./curfew demo plays the recordings of two sites; ./curfew down stops, the data stays");
    }

    static void people(PrintWriter out, Credentials credentials) {
        out.println("  Sign in   ada    " + credentials.of("ada") + "   all sites, may do everything");
        out.println("            olga   " + credentials.of("olga") + "   all sites, acknowledges alerts");
        out.println("            lia    " + credentials.of("lia") + "   Lisbon only, acknowledges alerts");
        out.println("            pedro  " + credentials.of("pedro") + "   Porto only, looks");
    }
}
