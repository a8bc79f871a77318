package dev.fleetcast.demo;

/** Names of fictional people. */
final class DriverNames {

    private static final String[] FIRST = {
        "Ada", "Bela", "Carmen", "Dario", "Elena", "Farid", "Grace", "Hugo", "Ines", "Jonas", "Kim", "Luis", "Mara",
        "Noor", "Otis", "Petra", "Quinn", "Rosa", "Sami", "Tara", "Uma", "Victor", "Wanda"
    };
    private static final String[] LAST = {
        "Alvarez",
        "Baker",
        "Chen",
        "Dubois",
        "Evans",
        "Fischer",
        "Garcia",
        "Hansen",
        "Ito",
        "Johnson",
        "Kowalski",
        "Lopez",
        "Moreno",
        "Nguyen",
        "Okafor",
        "Patel",
        "Ramirez",
        "Silva",
        "Turner"
    };

    private DriverNames() {}

    /** The same name for the same number; 437 consecutive numbers have different names. */
    static String of(long number) {
        return FIRST[(int) (number % FIRST.length)] + " " + LAST[(int) (number % LAST.length)];
    }
}
