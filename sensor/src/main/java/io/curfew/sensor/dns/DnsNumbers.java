package io.curfew.sensor.dns;

/** The mnemonics of IANA's DNS parameters. */
final class DnsNumbers {
    static final int A = 1;
    static final int NS = 2;
    static final int CNAME = 5;
    static final int SOA = 6;
    static final int PTR = 12;
    static final int MX = 15;
    static final int TXT = 16;
    static final int AAAA = 28;
    static final int SRV = 33;
    static final int NAPTR = 35;
    static final int DNAME = 39;
    static final int OPT = 41;
    static final int DS = 43;
    static final int RRSIG = 46;
    static final int NSEC = 47;
    static final int DNSKEY = 48;
    static final int SVCB = 64;
    static final int HTTPS = 65;
    static final int SPF = 99;
    static final int CAA = 257;

    private DnsNumbers() {}

    /** The mnemonic of a type, or {@code TYPE123} (RFC 3597). */
    static String type(int number) {
        return switch (number) {
            case A -> "A";
            case NS -> "NS";
            case CNAME -> "CNAME";
            case SOA -> "SOA";
            case PTR -> "PTR";
            case MX -> "MX";
            case TXT -> "TXT";
            case AAAA -> "AAAA";
            case SRV -> "SRV";
            case NAPTR -> "NAPTR";
            case DNAME -> "DNAME";
            case OPT -> "OPT";
            case DS -> "DS";
            case RRSIG -> "RRSIG";
            case NSEC -> "NSEC";
            case DNSKEY -> "DNSKEY";
            case SVCB -> "SVCB";
            case HTTPS -> "HTTPS";
            case SPF -> "SPF";
            case 252 -> "AXFR";
            case 255 -> "ANY";
            case CAA -> "CAA";
            default -> "TYPE" + number;
        };
    }

    /** True for a type that has a mnemonic here. */
    static boolean isKnownType(int number) {
        return !type(number).startsWith("TYPE");
    }

    /** The mnemonic of a response code, or its number. */
    static String responseCode(int number) {
        return switch (number) {
            case 0 -> "NOERROR";
            case 1 -> "FORMERR";
            case 2 -> "SERVFAIL";
            case 3 -> "NXDOMAIN";
            case 4 -> "NOTIMP";
            case 5 -> "REFUSED";
            case 6 -> "YXDOMAIN";
            case 7 -> "YXRRSET";
            case 8 -> "NXRRSET";
            case 9 -> "NOTAUTH";
            case 10 -> "NOTZONE";
            case 16 -> "BADVERS";
            case 23 -> "BADCOOKIE";
            default -> Integer.toString(number);
        };
    }
}
