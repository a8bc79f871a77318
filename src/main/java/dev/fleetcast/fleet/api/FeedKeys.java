package dev.fleetcast.fleet.api;

import dev.fleetcast.fleet.Unit;
import dev.fleetcast.registry.admin.Findings;
import java.math.BigInteger;
import java.util.regex.Pattern;

/**
 * Keeps companies from taking each other's telemetry: a record of the feed names its unit by IMEI, serial number or id,
 * so no name of a unit may be a name of another kind of a foreign unit. Administrators of the deployment are trusted.
 *
 * @param stored the present unit, whose names may stay; null for a new one
 */
record FeedKeys(UnitForm form, Unit stored, Findings findings) {

    /** Ids that the registry may give out within the life of a deployment. */
    private static final long IDS_TO_COME = 1_000_000;

    private static final Pattern ID = Pattern.compile("[1-9][0-9]*");

    /** Checks both names that a company chooses. */
    void check() {
        check("imei", form.imei(), stored == null ? null : stored.imei, "serialNo");
        check("serial_no", form.serialNo(), stored == null ? null : stored.serialNo, "imei");
    }

    private void check(String field, String name, String before, String otherName) {
        if (name == null || name.equals(before)) {
            return;
        }
        if (Unit.count("clientId <> ?1 and " + otherName + " = ?2", form.clientId(), name) > 0) {
            findings.conflict(field, "is already in use");
        } else if (mayBecomeAnId(name)) {
            findings.invalid(field, "could be the id of a unit: put a letter or a zero before it");
        }
    }

    private static boolean mayBecomeAnId(String name) {
        return ID.matcher(name).matches()
                && new BigInteger(name).compareTo(BigInteger.valueOf(newestId() + IDS_TO_COME)) <= 0;
    }

    private static long newestId() {
        return Unit.<Unit>find("order by id desc")
                .firstResultOptional()
                .map(unit -> unit.id)
                .orElse(0L);
    }
}
