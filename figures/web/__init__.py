"""The interactive map: folium, its data, its classes and its scripts."""
