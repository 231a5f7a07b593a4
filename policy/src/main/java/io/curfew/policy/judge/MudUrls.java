package io.curfew.policy.judge;

import io.curfew.policy.plan.Party;

import java.util.List;

/** Which kinds of device a device is, by the MUD files that the policy gives it. */
interface MudUrls {
    /** The MUD URLs of the rules that name the device. */
    List<String> of(Party device);

    /** True when one of them is {@code url}. */
    default boolean anyIs(Party device, String url) {
        return device.device() != null && of(device).contains(url);
    }

    /** True when one of them is of the host {@code authority}. */
    default boolean anyIsOf(Party device, String authority) {
        if (device.device() == null) {
            return false;
        }
        for (String url : of(device)) {
            int start = url.indexOf("://") + 3;
            boolean isOf = start >= 3
                    && url.startsWith(authority, start)
                    && (url.length() == start + authority.length() || url.charAt(start + authority.length()) == '/');
            if (isOf) {
                return true;
            }
        }
        return false;
    }
}
