"""Have files of a page come late."""

from playwright.sync_api import Page, Route


class Held:
    """Requests of a page that are answered when they are released."""

    def __init__(self, page: Page, *urls: str) -> None:
        self.routes: list[Route] = []
        self.are_held = True
        for url in urls:
            page.route(url, self.hold)

    def hold(self, route: Route) -> None:
        if self.are_held:
            self.routes.append(route)
        else:
            route.continue_()

    def release(self) -> None:
        assert self.routes or not self.are_held
        self.are_held = False
        while self.routes:
            self.routes.pop().continue_()
