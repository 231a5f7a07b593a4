package io.curfew.collector.store;

class InMemoryViewTest extends ViewContract {
    private final InMemoryView view = new InMemoryView();

    @Override
    View view() {
        return view;
    }

    @Override
    ViewWriter writer() {
        return view;
    }

    @Override
    void settle() {}
}
