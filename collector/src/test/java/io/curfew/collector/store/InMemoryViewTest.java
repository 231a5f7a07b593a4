package io.curfew.collector.store;

class InMemoryViewTest implements ViewContract {
    private final InMemoryView view = new InMemoryView();

    @Override
    public View view() {
        return view;
    }

    @Override
    public ViewWriter writer() {
        return view;
    }

    @Override
    public void settle() {}
}
