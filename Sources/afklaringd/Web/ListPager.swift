/// The way from one page of a list to the next.
enum ListPager {
  /// - Parameters:
  ///   - place: the last entry's that is shown.
  ///   - filter: what `vis` says.
  static func html(_ path: String, behind place: String, _ filter: String? = nil) -> HTML {
    """
    <p class="pager"><a href="\(path)?efter=\(query: place)\(filter.map { "&amp;vis=\(query: $0)" as HTML })">Næste side</a></p>
    """
  }
}
