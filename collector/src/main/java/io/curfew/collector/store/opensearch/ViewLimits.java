package io.curfew.collector.store.opensearch;

import io.curfew.collector.store.ViewRetention;

import java.util.List;

/** Several limits of the view, each applied whatever becomes of the others. */
final class ViewLimits implements ViewRetention {
    private final List<ViewRetention> limits;

    ViewLimits(List<ViewRetention> limits) {
        this.limits = List.copyOf(limits);
    }

    @Override
    public int apply() {
        int deleted = 0;
        RuntimeException first = null;
        for (ViewRetention limit : limits) {
            try {
                deleted += limit.apply();
            } catch (RuntimeException failure) {
                if (first == null) {
                    first = failure;
                } else {
                    first.addSuppressed(failure);
                }
            }
        }
        if (first != null) {
            throw first;
        }
        return deleted;
    }
}
