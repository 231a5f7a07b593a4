package io.curfew.sensor.publish;

final class InMemorySpoolTest extends SpoolContract {
    @Override
    protected Spool emptySpool() {
        return new InMemorySpool(3_000);
    }
}
