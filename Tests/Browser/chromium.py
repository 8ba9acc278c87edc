"""A real Chromium, driven the way a person uses a page: by labels, buttons and links."""

import base64
import os
import re
from pathlib import Path

from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select, WebDriverWait

from daemon import PASSWORD

# A date field takes the tab key several times, one for each of its parts.
WATCH_FOCUS = """
document.activeElement.blur()
window.reached = new Set()
document.addEventListener("focusin", event => window.reached.add(event.target))
window.usable = [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
  .filter(one => one.type !== "hidden" && !one.disabled && one.checkVisibility())
window.scrollTo(0, 0)
"""

PICTURES = Path(__file__).resolve().parent / "pictures"


class Chromium:
    def __init__(self, address):
        options = Options()
        options.binary_location = "/usr/bin/chromium"
        options.add_argument("--headless=new")
        options.add_argument("--disable-dev-shm-usage")
        if os.geteuid() == 0:
            options.add_argument("--no-sandbox")
        self.driver = webdriver.Chrome(service=Service("/usr/bin/chromedriver"), options=options)
        self.driver.set_page_load_timeout(60)
        self.address = address
        self.look()

    def look(self, width=1280, scheme="light"):
        """How wide the window is, and whether it is light or dark."""
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
            "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False})
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {
            "features": [{"name": "prefers-color-scheme", "value": scheme}]})

    def close(self):
        self.driver.quit()

    # Going somewhere

    def open(self, path):
        self.driver.get(self.address + path)

    def sign_in(self, user, password=PASSWORD):
        self.driver.delete_all_cookies()
        self.open("/log-ind")
        self.fill("Brugernavn", user)
        self.fill("Adgangskode", password)
        self.press("Log ind")

    def follow(self, link):
        self._leave_by(self.driver.find_element(By.LINK_TEXT, link))

    @property
    def path(self):
        return self.driver.current_url.removeprefix(self.address)

    # Doing something

    def field(self, label):
        """The first one that is shown: a page may have others of the same name, folded away."""
        labels = self.driver.find_elements(By.XPATH, f"//label[normalize-space()='{label}']")
        shown = [one for one in labels if one.is_displayed()] or labels
        return self.driver.find_element(By.ID, shown[0].get_attribute("for"))

    def unfold(self, heading):
        self.driver.find_element(By.XPATH, f"//summary[normalize-space()='{heading}']").click()

    def fill(self, label, value):
        """Dates and times are set as the page sends them: how they are typed differs by locale."""
        field = self.field(label)
        if field.tag_name == "select":
            Select(field).select_by_visible_text(value)
        elif field.get_attribute("type") in ("date", "datetime-local"):
            self.driver.execute_script("arguments[0].value = arguments[1]", field, value)
        else:
            field.clear()
            field.send_keys(value)

    def tick(self, choice):
        self.driver.find_element(By.XPATH, f"//label[normalize-space()='{choice}']").click()

    def press(self, button):
        self._leave_by(self.driver.find_element(By.XPATH, f"//button[normalize-space()='{button}']"))

    def _leave_by(self, element):
        """Clicks, and waits until another page has come; a link within the page leads to none."""
        is_within = "#" in (element.get_attribute("href") or "")
        self.driver.execute_script("window.isLeft = true")
        element.click()
        if not is_within:
            WebDriverWait(self.driver, 60, 0.05, ignored_exceptions=[WebDriverException]).until(
                lambda driver: driver.execute_script("return !window.isLeft && document.readyState === 'complete'"))

    def lose_connection(self):
        self._network(offline=True)

    def find_connection(self):
        self._network(offline=False)

    def _network(self, offline):
        self.driver.execute_cdp_cmd("Network.enable", {})
        self.driver.execute_cdp_cmd("Network.emulateNetworkConditions", {
            "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1})

    def unreached_by_keyboard(self):
        """What can be used with a mouse, and is not come to from the top of the page by the tab key."""
        self.driver.execute_script(WATCH_FOCUS)
        count = self.driver.execute_script("return window.usable.length")
        ActionChains(self.driver, duration=0).send_keys(Keys.TAB * (count * 4 + 5)).perform()
        return self.driver.execute_script(
            "return window.usable.filter(one => !window.reached.has(one)).map(one => one.outerHTML.slice(0, 120))")

    def waits_for(self, selector, text):
        WebDriverWait(self.driver, 30, 0.05).until(lambda driver: any(text in found for found in self.texts(selector)))

    # Seeing something

    @property
    def text(self):
        return self.driver.find_element(By.TAG_NAME, "main").text

    def texts(self, selector):
        return [element.text for element in self.driver.find_elements(By.CSS_SELECTOR, selector)]

    def links(self):
        """Where the page's links lead within the site."""
        targets = self.driver.execute_script(
            "return [...document.querySelectorAll('a[href]')].map(link => link.href.split('#')[0])")
        return [target.removeprefix(self.address) for target in targets if target.startswith(self.address)]

    def picture(self, name):
        """The whole page, however long."""
        PICTURES.mkdir(exist_ok=True)
        size = self.driver.execute_cdp_cmd("Page.getLayoutMetrics", {})["cssContentSize"]
        answer = self.driver.execute_cdp_cmd("Page.captureScreenshot", {
            "captureBeyondViewport": True,
            "clip": {"x": 0, "y": 0, "width": size["width"], "height": min(size["height"], 4000), "scale": 1}})
        (PICTURES / (re.sub(r"[^a-zæøå0-9]+", "-", name.lower()).strip("-") + ".png")).write_bytes(
            base64.b64decode(answer["data"]))
